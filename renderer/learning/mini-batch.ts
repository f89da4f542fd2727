/** Thumbs and signals that the model learns at once. */
export const miniBatch = 32;
