// The order of synchronous code, promise jobs and async functions.
const log = (x) => print(x);
log("start");
Promise.resolve().then(() => log("job 1")).then(() => log("job 3"));
(async () => {
  log("async begins at once");
  await null;
  log("job 2");
  await new Promise((r) => r());
  log("job 4");
})();
queueMicrotask(() => log("microtask"));
new Promise((resolve, reject) => { log("executor"); resolve("first"); resolve("second"); reject("third"); }).then((v) => log("resolved " + v));
const thenable = { then(r) { log("then called"); r("thenable"); } };
Promise.resolve(thenable).then((v) => log("via " + v));
Promise.reject(new Error("no")).catch((e) => { log("caught " + e.message); return "recovered"; }).then((v) => log(v));
Promise.resolve(1).finally(() => log("finally")).then((v) => log("after finally " + v));
(async () => { try { await Promise.reject("rejected"); } catch (e) { log("await threw " + e); } finally { log("async finally"); } })();
(async () => { return (async () => "nested")(); })().then((v) => log(v));
log("end");

// expect: start
// expect: async begins at once
// expect: executor
// expect: end
// expect: job 1
// expect: job 2
// expect: microtask
// expect: resolved first
// expect: then called
// expect: caught no
// expect: finally
// expect: await threw rejected
// expect: async finally
// expect: job 3
// expect: job 4
// expect: via thenable
// expect: recovered
// expect: nested
// expect: after finally 1
