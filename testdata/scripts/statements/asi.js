// Automatic semicolons.
let a = 1
let b = 2
a
++b
print(a + " " + b) // expect: 1 3
function f() {
  return
  1
}
print(String(f())) // expect: undefined
let c = a
;[1, 2].forEach((x) => { c += x })
print(c) // expect: 4
const g = function () { return "called" }
;(() => print("separate"))() // expect: separate
do a++; while (a < 3) print(a) // expect: 3
var x = 5; { print(x) } // expect: 5
if (a) print("if"); else print("else") // expect: if
for (let i = 0; i < 1; i++) print("for") // expect: for
let t = `x`
print(t) // expect: x
const o = { get
  p() { return "getter over two lines" } }
print(o.p) // expect: getter over two lines
class K { a = 1
  b = 2; ["c"] = 3
  static
  d = 4
  get
  e() { return 5 } }
print(Object.keys(new K()).join() + K.d + new K().e) // expect: a,b,c45
let y = 1, z = y
/2/1
print(z) // expect: 0.5
var async
async
function notAsync() { return "plain" }
print(notAsync()) // expect: plain
print(((a) => // expect: 8
  a * 2)(4))
let yieldLike = 1
throwing: try { (function () { throw "same line" })() } catch (e) { print(e) } // expect: same line
print([1 // expect: 2
, 2].length)
