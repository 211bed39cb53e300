import { own } from "./live_bindings.mjs";
export let count = 0;
export function bump() { count++; }
export function hoisted() { return "hoisted " + own; }
export default "default value";
