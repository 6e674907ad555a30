/** Written by training/train-hesitations.ts from 25 recordings; in the order of hesitationFeatures. */
export const hesitationWeights = {
  bias: -3.698,
  weights: [
    1.724, // decoder thought of a hesitation (log10 of its probability, from 0.001)
    0.839, // pause after, in tenths of a second, at most three
    -0.938, // opens a sentence, where decoders think of hesitations anyway
    0.029, // the decoder’s thought, when it opens a sentence
    -1.794, // a word that begins most phrases, when it opens a sentence
    1.722, // sounds like a hesitation
    0.045, // too long for a hesitation
    -0.341, // parted from the word before
    -2.23, // follows a hesitation, which decoders like to repeat
    -0.699, // letters, in tens, at most one
  ],
};
