// Calls that reach one of a few methods, all of which stand in the place of the call.
function warm(f, ...args) { let r; for (let i = 0; i < 300; i++) r = f(...args); return r; }
class Circle { constructor(r) { this.r = r; } area() { return this.r * this.r * 3; } grow(n) { this.r += n; return this; } }
class Square { constructor(a) { this.a = a; } area() { return this.a * this.a; } grow(n) { if (n > 90) throw new RangeError("too large"); this.a += n; return this; } }
class Box { constructor(a, b) { this.b = b; this.a = a; } area() { return `${this.a}`.length * this.b; } grow(n) { for (let i = 0; i < n; i++) this.b++; return this; } }
class Odd { area() { return "odd"; } grow() { return { area: () => 1 }; } }
class More { area() { return 0.5; } grow() { return null; } }
const shapes = [new Circle(1), new Square(2), new Box(33, 3), new Circle(2)];
function total(list) { let t = 0; for (let i = 0; i < list.length; i++) t += list[i].area(); return t; }
console.log(warm(total, shapes), total([new Circle(0.5), new Square("3"), new Box(1.5, -0)]), warm(total, [new Square(2), new Box(4, 5), new Odd()]));
// expect: 25 9.75 9odd
console.log(warm(total, [...shapes, new Odd(), new More()]), total([{ area() { return 7; } }, new Circle(1)]), total([]));
// expect: 25odd0.5 10 0
try { total([new Circle(1), {}]); } catch (e) { console.log(e.message); }
// expect: list[i].area is not a function

// A result that differs in kind, one that nobody wants, calls in calls, loops inside.
function grown(list, n) { let t = 0; for (const s of list) { s.grow(n); t += s.grow(n).area(); } return t; }
console.log(warm(grown, [new Circle(1), new Square(1), new Box(1, 1)], 0), grown([new Circle(1), new Square(1), new Box(1, 1)], 2));
// expect: 5 105
function guarded(list, n) { let i = 0; try { for (; i < list.length; i++) list[i].grow(n); } catch (e) { return [e.message, i, e.stack.split("\n").slice(1, 3).map(l => l.trim().split(" ")[1]).join("<")].join(); } return i; }
console.log(warm(guarded, [new Circle(1), new Square(1), new Box(1, 1)], 1), guarded([new Circle(1), new Square(1)], 91), guarded([new Box(1, 1), null], 1).slice(0, 11));
// expect: 3 too large,1,grow<guarded Cannot read

// A method that changes, and one that is a function of the object.
function one(o) { return o.area() + 1; }
function ones(list) { let s = ""; for (let i = 0; i < list.length; i++) s += one(list[i]) + ";"; return s; }
const list = [new Circle(1), new Square(2)];
console.log(warm(ones, list));
// expect: 4;5;
Square.prototype.area = function () { return -this.a; };
console.log(ones(list), warm(ones, list));
// expect: 4;-1; 4;-1;
list[0].area = () => 100;
console.log(ones(list), warm(ones, list), warm(ones, [list[0], list[1], new Circle(3), { area: Math.random, __proto__: null }].slice(0, 3)));
// expect: 101;-1; 101;-1; 101;-1;28;
