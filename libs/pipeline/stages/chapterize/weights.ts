/** Written by training/train.ts from 14 episodes; in the order of featureNames. */
export const boundaryWeights = {
  bias: -1.873,
  weights: [
    0.377, // meaning shifts, within an eighth of a chapter
    0.115, // meaning shifts, within a quarter
    -0.065, // meaning shifts, within a half
    0.358, // the sentence belongs to what follows
    0.317, // new words follow
    0.222, // opens with a place in a list
    1.04, // opens with an invitation
    0.538, // hand-over inside
    -0.062, // hands over a question
    0.878, // opens with so, okay, now
    -0.062, // strong cue in the next two sentences
    -0.338, // strong cue in the last two sentences
    0.711, // short closing word before
    0.218, // sponsor just before
    -0.647, // sponsor just after
    0.244, // pause before
    0.402, // another speaker
    -0.194, // three words or fewer
    0.574, // its words come after it, not before
    1.035, // cue that is rare in this episode
    0.32, // cue at the start of a turn or after a closing word
    -0.278, // cue whose words come after it
    1.108, // cue of ten words or fewer
  ],
};
