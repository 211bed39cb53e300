import { own } from "./kinds.mjs";
export let seen;
try { seen = own; } catch { seen = "uninitialized"; }
