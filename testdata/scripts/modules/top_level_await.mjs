// Modules wait for the modules that they import; siblings go on meanwhile.
print("main is last: " + (await Promise.resolve("value")));
import { slow } from "./_slow.mjs";
import { quick } from "./_quick.mjs";
print(slow + " " + quick);
try { await Promise.reject(new Error("rejected")); } catch (e) { print(e.message); }
for await (const x of [1, Promise.resolve(2)]) print(x);
const { slow: again } = await import("./_slow.mjs");
print(again);

// expect: slow begins
// expect: quick
// expect: slow ends
// expect: main is last: value
// expect: slow quick
// expect: rejected
// expect: 1
// expect: 2
// expect: slow
