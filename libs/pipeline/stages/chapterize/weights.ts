/** Written by training/train.ts from 14 episodes; in the order of featureNames. */
export const boundaryWeights = {
  bias: -2.021,
  weights: [
    0.437, // meaning shifts, within an eighth of a chapter
    0.041, // meaning shifts, within a quarter
    -0.03, // meaning shifts, within a half
    0.392, // the sentence belongs to what follows
    0.286, // new words follow
    0.291, // opens with a place in a list
    1.368, // opens with an invitation
    0.859, // hand-over inside
    0.173, // hands over a question
    1.095, // opens with so, okay, now
    -0.11, // strong cue in the next two sentences
    -0.337, // strong cue in the last two sentences
    1.046, // short closing word before
    0.272, // sponsor just before
    -0.979, // sponsor just after
    0.235, // pause before
    0.498, // another speaker
    -0.142, // three words or fewer
    0.599, // its words come after it, not before
    0.882, // cue that is rare in this episode
    0.119, // cue at the start of a turn or after a closing word
    -0.359, // cue whose words come after it
    1.338, // cue of ten words or fewer
  ],
};
