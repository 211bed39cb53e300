// |jit-test| module
export const x = 1;
