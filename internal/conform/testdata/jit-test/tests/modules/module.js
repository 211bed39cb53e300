// |jit-test| module
import { x } from "./other.js";
assertEq(x, 1);
assertEq(this, undefined);
