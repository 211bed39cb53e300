import { f as g } from "./other.mjs";
import * as all from "./other.mjs";
export const a = await g(all.b);
export default class { static x = a; static { this.y = 1; } accessor z = 2; }
export { a as c };
