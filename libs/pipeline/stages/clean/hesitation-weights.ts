/** Written by training/train-hesitations.ts from 28 recordings; in the order of hesitationFeatures. */
export const hesitationWeights = {
  bias: -4.17,
  weights: [
    1.32, // decoder thought of a hesitation (log10 of its probability, from 0.001)
    0.93, // pause after, in tenths of a second, at most three
    -2.24, // opens a sentence, where decoders think of hesitations anyway
    1.07, // the decoder’s thought, when it opens a sentence
    -1.2, // a word that begins most phrases, when it opens a sentence
    0.12, // sounds like a hesitation
    0.94, // too long for a hesitation
    1.01, // parted from the word before
    -1.35, // follows a hesitation, which decoders like to repeat
    0.04, // letters, in tens, at most one
    2.99, // the recogniser took it for one itself
    -0.28, // pause before, in tenths of a second, at most three
    -0.96, // ends a sentence
    -0.38, // length, in tenths of a second, at most four
    0.35, // pause after a word of grammar
    2.3, // the decoder’s doubt in the word it wrote
  ],
};
