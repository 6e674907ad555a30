/** Written by training/train-hesitations.ts from 13 recordings; in the order of hesitationFeatures. */
export const hesitationWeights = {
  bias: -4.371,
  weights: [
    1.564, // decoder thought of a hesitation (log10 of its probability, from 0.001)
    0.857, // pause after, in tenths of a second, at most three
    -0.38, // opens a sentence, where decoders think of hesitations anyway
    -0.377, // the decoder’s thought, when it opens a sentence
    -1.205, // a word that begins most phrases, when it opens a sentence
    2.451, // sounds like a hesitation
    0.209, // too long for a hesitation
    -0.541, // parted from the word before
  ],
};
