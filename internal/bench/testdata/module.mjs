// n = 10
import { add } from "./library.mjs";
let total = 0;
export async function run(n) { total = 0; for (let i = 0; i < n; i++) { await null; total = add(total, i); } return total; }
