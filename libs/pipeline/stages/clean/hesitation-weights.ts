/** Written by training/train-hesitations.ts from 38 recordings; in the order of hesitationFeatures. */
export const hesitationWeights = {
  bias: -4.66,
  weights: [
    1.32, // decoder thought of a hesitation (log10 of its probability, from 0.001)
    0.8, // pause after, in tenths of a second, at most three
    -3.16, // opens a sentence, where decoders think of hesitations anyway
    1.73, // the decoder’s thought, when it opens a sentence
    -1.78, // a word that begins most phrases, when it opens a sentence
    0.19, // sounds like a hesitation
    1.02, // too long for a hesitation
    1.14, // parted from the word before
    -1.9, // follows a hesitation, which decoders like to repeat
    0.26, // letters, in tens, at most one
    3.01, // the recogniser took it for one itself
    -0.26, // pause before, in tenths of a second, at most three
    -1.07, // ends a sentence
    -0.29, // length, in tenths of a second, at most four
    0.38, // pause after a word of grammar
    2.09, // the decoder’s doubt in the word it wrote
    2.38, // sounds like hesitations elsewhere in the recording
    0.92, // sounds like them, and a pause after it, in tenths of a second
    0.32, // no hesitation was written that it could sound like
  ],
};
