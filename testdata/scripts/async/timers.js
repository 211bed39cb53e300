// Timers run in the order of their times; jobs run between any two of them.
const log = (x) => print(x);
setTimeout(() => log("10"), 10);
setTimeout(() => { log("0 a"); Promise.resolve().then(() => log("job after 0 a")); }, 0);
setTimeout((a, b) => log("arguments " + a + b), 0, "x", "y");
const never = setTimeout(() => log("never"), 5);
clearTimeout(never);
let n = 0;
const id = setInterval(() => { log("interval " + ++n); if (n === 3) { clearInterval(id); awaiting(); } }, 15);
queueMicrotask(() => log("microtask"));
async function awaiting() {
  await new Promise((r) => setTimeout(r, 5));
  log("awaited timer");
  setTimeout(() => setTimeout(() => log("nested"), 0), 5);
}
clearTimeout(undefined);
log("end of script");

// expect: end of script
// expect: microtask
// expect: 0 a
// expect: job after 0 a
// expect: arguments xy
// expect: 10
// expect: interval 1
// expect: interval 2
// expect: interval 3
// expect: awaited timer
// expect: nested
