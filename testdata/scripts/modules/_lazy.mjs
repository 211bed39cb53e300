print("lazy runs");
export const value = 42;
