import { y } from "./exports.mjs";
assertEquals(2, y);
