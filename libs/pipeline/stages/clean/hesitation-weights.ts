/** Written by training/train-hesitations.ts from 30 recordings; in the order of hesitationFeatures. */
export const hesitationWeights = {
  bias: -3.501,
  weights: [
    1.813, // decoder thought of a hesitation (log10 of its probability, from 0.001)
    0.931, // pause after, in tenths of a second, at most three
    -1.612, // opens a sentence, where decoders think of hesitations anyway
    0.403, // the decoder’s thought, when it opens a sentence
    -0.999, // a word that begins most phrases, when it opens a sentence
    1.457, // sounds like a hesitation
    -0.037, // too long for a hesitation
    -0.182, // parted from the word before
    -2.478, // follows a hesitation, which decoders like to repeat
    -0.806, // letters, in tens, at most one
  ],
};
