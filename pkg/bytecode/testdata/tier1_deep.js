// Deep stacks; too slow for a collection at every safepoint.
"use strict";
function count(n) { return n === 0 ? "done" : count(n - 1); }
print(count(1e6)); // expect: done
function even(n) { if (n === 0) return true; return odd(n - 1); }
function odd(n) { if (n === 0) return false; return n && even(n - 1); }
print(even(100001)); // expect: false
let overflow;
function deep(n) { return 1 + deep(n + 1); }
try { deep(0); } catch (e) { overflow = e instanceof RangeError; }
print(overflow); // expect: true
let depth = 0;
try { (function f() { depth++; f(); f(); })(); } catch (e) { overflow = e.message; }
print(overflow, depth > 5000); // expect: Maximum call stack size exceeded true
let finals = 0;
function g() { try { g(); } finally { finals++; } }
try { g(); } catch (e) { overflow = e.name; }
print(overflow, finals > 5000); // expect: RangeError true
