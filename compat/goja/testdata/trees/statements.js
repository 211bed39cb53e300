// Every statement, with comments /* ) ] } */ where brackets are looked for.
"use strict is not at the beginning";
var a, b = 1, [c, , d = 2, ...e] = [], {f, g: h, [a + b]: i, "s": j, 12: k, l = 3, ...m} = {};
let n, o = 2; const p = 3, q = 4
for (var r = 0, s; r < 1 /* ; */; r++) ;
for (let t = 0; ; ) break
for (;;) { break; }
for (a = 0, b = 1; a; b) continue
for (var u in a) ; for (let v in a, b) {} for (const w of [1, 2]) w
for (a in b) ; for (a.b of c) ; for ([a, b = 1] of c) ; for ({a, b: c.d} of e) ;

if (a) b; else if (c) d
else { e }

if (a /* ) */) ; else function x1() {}

if (a) function x2() { return (1) }

while (a) { b } do a; while (b /* ) */ ) do { a } while ((b)); c
label: other: for (;;) { continue label; break other; break }
block : { break block }

switch (a) { case 1: case (2): b; break; default: c; case 3: { d } }

switch (a) { }

switch (a) { default: }

try { a } catch { b } finally { c }

try { a } catch (e) { b }

try { a } catch ({message, ...rest}) { var inCatch } finally { }

with (a) { b } with (a) b
throw a
debugger;
;
{ }
{ var inBlock = function () { var inner; for (var inFor of a) ; }, afterBlock; function declared(a, a, b) { var y } }

function f1(a, b = 1, {c}, ...d) {
  return }

function strict1() { 'use strict' ; return }
function* f2() { yield; yield a; yield* b; const x = yield }

async function f3() { await a; return await b }
async function* f4() { yield await a }

function f5() { return a, b }
return1: { }
x
++y
var async, get, set, of, static_, let_ = async
async
get: 1
