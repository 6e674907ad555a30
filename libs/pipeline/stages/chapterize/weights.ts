export const boundaryWeights = { bias: -4, weights: [0.6, 0.6, 0.6, 0.8, 0.5] };
