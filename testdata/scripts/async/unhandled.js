// A rejection that is handled in the same turn is no error.
const p = Promise.reject(new Error("handled later"));
Promise.resolve().then(() => p.catch((e) => print(e.message)));
const q = (async () => { throw new TypeError("async throw"); })();
q.catch((e) => print(e.name));
Promise.reject("x").then(() => print("never")).then(() => print("never")).catch((e) => print("at the end of the chain " + e));
new Promise(() => { throw "in executor"; }).catch((e) => print(e));
new Promise((resolve) => { resolve("kept"); throw "ignored"; }).then((v) => print(v));
Promise.resolve().then(() => { throw new RangeError("in then"); }).then(null, (e) => print(e.name));
Promise.resolve({ get then() { throw "getter"; } }).catch((e) => print(e));
Promise.resolve({ then(_, reject) { reject("thenable rejects"); } }).catch((e) => print(e));
Promise.reject("f").finally(() => { throw "from finally"; }).catch((e) => print(e));
Promise.resolve(1).then(2).then((v) => print(v));

// expect: TypeError
// expect: in executor
// expect: kept
// expect: getter
// expect: handled later
// expect: RangeError
// expect: thenable rejects
// expect: from finally
// expect: 1
// expect: at the end of the chain x
