// The stack of an error names the async functions that wait for what threw.
async function a(n) {
  while (n--) await null;
  throw new Error("deep");
}
async function b() {
  await a(4);
}
const c = async () => b();
class K {
  async m() {
    await c().then(x => x).finally(() => {});
  }
  static async *g() {
    yield await new K().m();
  }
}
async function main() {
  for await (const x of K.g()) console.log(x);
}
const show = e => console.log(e.stack.replace(/[^ (]*\/waiting/g, "waiting").replace(/^ +/gm, ""));
main().catch(show);

// Of two that wait nobody is the one that called.
async function both(p) {
  await p;
}
setTimeout(() => {
  const p = a(4);
  both(p).catch(show);
  both(p).catch(() => {});
}, 1);

// Nothing waits for what has not been awaited yet, and a function called while a body runs is on the stack as ever.
async function inner() {
  throw new Error("at once");
}
async function outer() {
  await null;
  await inner();
}
setTimeout(() => outer().catch(show), 2);

// An error keeps its frames when its text has been asked for.
async function early() {
  await null;
  const e = new Error("kept");
  e.stack;
  await null;
  throw e;
}
setTimeout(() => early().catch(show), 3);

// Who waits for a race waits for each of its runners.
setTimeout(async () => {
  const run = async () => {
    await null;
    throw new Error("lost");
  };
  await Promise.race([run(), new Promise(() => {})]).catch(show);
  async function racer() { await Promise.race([run(), new Promise(() => {})]); }
  await racer().catch(show);
}, 4);
// expect: Error: deep
// expect: at a (waiting.js:4:9)
// expect: at async b (waiting.js:7:3)
// expect: at async m (waiting.js:12:5)
// expect: at async g (waiting.js:15:11)
// expect: at async main (waiting.js:19:3)
// expect: Error: deep
// expect: at a (waiting.js:4:9)
// expect: Error: at once
// expect: at inner (waiting.js:36:9)
// expect: at outer (waiting.js:40:9)
// expect: Error: kept
// expect: at early (waiting.js:47:13)
// expect: Error: lost
// expect: at run (waiting.js:58:11)
// expect: at async waiting.js:60:3
// expect: Error: lost
// expect: at run (waiting.js:58:11)
// expect: at async racer (waiting.js:61:28)
// expect: at async waiting.js:62:3
