/** Written by training/train.ts from 14 episodes; in the order of featureNames. */
export const boundaryWeights = {
  bias: -2.023,
  weights: [
    0.473, // meaning shifts, within an eighth of a chapter
    0.025, // meaning shifts, within a quarter
    -0.014, // meaning shifts, within a half
    0.356, // the sentence belongs to what follows
    0.301, // new words follow
    0.246, // opens with a place in a list
    1.316, // opens with an invitation
    0.905, // hand-over inside
    0.217, // hands over a question
    1.123, // opens with so, okay, now
    -0.138, // strong cue in the next two sentences
    -0.265, // strong cue in the last two sentences
    1.042, // short closing word before
    0.455, // sponsor just before
    -0.907, // sponsor just after
    0.253, // pause before
    0.558, // another speaker
    -0.162, // three words or fewer
    0.6, // its words come after it, not before
    0.843, // cue that is rare in this episode
    0.013, // cue at the start of a turn or after a closing word
    -0.306, // cue whose words come after it
    1.388, // cue of ten words or fewer
  ],
};
