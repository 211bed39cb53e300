export * from "./_counter.mjs";
export { count } from "./_counter.mjs";
export const viaStar = "star";
