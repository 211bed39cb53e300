export let count = 1;
export function inc() { count++; }
export default class Parts {}
const s = "string";
export { s as "a string" };
