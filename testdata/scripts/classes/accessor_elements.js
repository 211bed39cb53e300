// `accessor` elements keep their value in private storage: nothing of it shows on the object.
class A {
  accessor x = 1;
  static accessor y = 2;
  accessor ["z" + 1] = 3;
  accessor 7 = 4;
  static accessor u;
  accessor #p = 5;
  static accessor #s = 6;
  sum() { return this.x + this.z1 + this[7] + this.#p++ + A.#s; }
}
for (let i = 0; i < 30; i++) {
  const a = new A();
  a.x += i;
  A.y += 1;
  if (i % 15 === 0) {
    console.log(a.sum(), a.sum(), A.y, A.u, Reflect.ownKeys(a).length);
    // expect: 19 20 3 undefined 0
    // expect: 34 35 18 undefined 0
  }
}
console.log(Reflect.ownKeys(A).join(), Reflect.ownKeys(A.prototype).join()); // expect: length,name,prototype,y,u 7,constructor,x,z1,sum
const get = Object.getOwnPropertyDescriptor(A.prototype, "x").get;
try {
  get.call({});
} catch (e) {
  console.log(e.constructor.name); // expect: TypeError
}
class B extends A {
  accessor x = 10;
  both() { return this.x + super.x; }
}
for (let i = 0; i < 20; i++) {
  if (i % 19 === 0) console.log(new B().both()); // expect: 11
  // expect: 11
}
