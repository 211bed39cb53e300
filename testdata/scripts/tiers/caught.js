// What is thrown is caught where the frame stands: in loops whose variables live in
// machine registers, in callers, across tiers, with the environment of the handler.

function third(i) { if (i % 3 === 0) throw i; if (i % 3 === 1) throw new RangeError("one"); return i; }
function second(i) { try { return third(i); } finally { finals++; } }
function first(i) { return second(i) + 1; }
let finals = 0;

function sums(n) {
  let ints = 0, doubles = 0.5, last = "";
  for (let i = 0; i < n; i++) {
    ints = (ints + i) | 0;
    doubles = doubles * 0.5 + i;
    try {
      ints += first(i);
      last = "none";
    } catch (e) {
      ints += typeof e === "number" ? 1000 : e.message.length;
      last = typeof e;
    }
  }
  return [ints, doubles.toFixed(3), last, finals].join(" ");
}
for (let k = 0; k < 4; k++) finals = 0, sums(200);
finals = 0;
print(sums(301)); // expect: 161600 598.000 number 301

// The value of a variable at the handler is the one it had when the call threw.
function halfway(n) {
  let out = 0;
  for (let i = 0; i < n; i++) {
    let x = 1;
    try {
      x = 2;
      x = third(i * 3) + x;
      x = 3;
    } catch {
      out += x;
    }
  }
  return out;
}
print(halfway(300)); // expect: 600

// A variable that is an int in the loop and something else in the handler.
function widened(n) {
  let v = 0, kinds = {};
  for (let i = 0; i < n; i++) {
    v = i;
    try {
      if (i % 5 === 4) { v = "text"; null.x; }
      if (i % 7 === 6) { v = 1.5; undefined.y(); }
      v = v + 1;
    } catch (e) {
      kinds[typeof v] = (kinds[typeof v] || 0) + 1;
      if (!(e instanceof TypeError)) throw e;
    }
  }
  return JSON.stringify(kinds);
}
print(widened(350)); // expect: {"string":70,"number":40}

// Closures see the environment of their own turn, not the one that was thrown in.
function environments(n) {
  const fs = [];
  for (let i = 0; i < n; i++) {
    try {
      { let a = i; { let b = a + 1; fs.push(() => a + b); if (i & 1) throw i; } }
    } catch (e) {
      let c = -e;
      fs.push(() => c + i);
    }
  }
  let sum = 0;
  for (const f of fs) sum += f();
  return sum;
}
print(environments(200)); // expect: 40000

// Nested: the handler of the handler, and rethrowing to the caller.
function nested(i) {
  let log = "";
  for (let k = 0; k < 3; k++) {
    try {
      try { third(i + k); log += "r"; } catch (e) { log += "c"; if (typeof e === "object") throw e; } finally { log += "f"; }
    } catch (e) { log += e.message; continue; }
    log += ";";
  }
  return log;
}
function rethrow(i) { try { return nested(i); } catch (e) { return "never"; } }
let text;
for (let i = 0; i < 300; i++) text = rethrow(i);
print(text); // expect: rf;cf;cfone

// Thrown through a built-in function and back into the same loop.
function through(n) {
  let caught = 0;
  for (let i = 0; i < n; i++) {
    try { [3, 6, i].forEach(third); } catch (e) { caught += e; }
    try { [2, 5].map(third); caught++; } catch { caught += 1e6; }
  }
  return caught;
}
print(through(200)); // expect: 800

// A catch clause whose body is a loop, and an iterator that is closed on the way out.
function* counter() { try { for (let i = 0; ; i++) yield i; } finally { closed++; } }
let closed = 0;
function loops(n) {
  let sum = 0;
  for (let k = 0; k < n; k++) {
    try {
      for (const x of counter()) if (x === 3) throw x;
    } catch (e) {
      while (e-- > 0) sum += e;
    }
  }
  return sum + " " + closed;
}
print(loops(150)); // expect: 450 150
