/** Written by training/train-talk-chain.ts from 61 recordings; in the order of its features. */
export const chainWeights = {
  piece: [
    0.79, // log odds of the clause, by the classifier
    0.32, // log odds of its sentence
    0.21, // log odds of a clause of a longer sentence, by each doubling of its length
    -0.39, // length of the clause: doublings from four words
    -0.43, // length of its sentence: doublings from eight words
    -0.12, // a word or two
    0.72, // a sound within 4 s
    -0.69, // always
  ],
  pair: [
    2.09, // always
    0.53, // no sentence ends between them
    -1.39, // a pause of 0.7 s between them
    -0.62, // a pause of 2.5 s between them
    1.1, // the first is a question
  ],
};
