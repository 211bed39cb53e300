// Functions that are the values of computed, private and plain elements of a class have the names of their keys.
let k = 'key', s = Symbol('sym')
class C {
  static [k] = function () {};
  static [s] = () => 1;
  static [1 + 1] = class {};
  [k] = () => 1;
  [s] = function () {};
  get [k + 1]() { return 1 }
  set [k + 1](v) {}
  static get ['g']() { return 1 }
  static #p = () => 1;
  static named() { return this.#p.name }
  static async [k + 'a']() {}
  static *[k + 's']() {}
}
function show() {
  const c = new C, get = (o, key) => Object.getOwnPropertyDescriptor(o, key)
  return [C[k].name, C[s].name, C[2].name, c[k].name, c[s].name, get(C.prototype, 'key1').get.name, get(C.prototype, 'key1').set.name,
    get(C, 'g').get.name, C.named(), C.keya.name, C.keys.name].join()
}
for (let i = 0; i < 30; i++) show()
print(show()); // expect: key,[sym],2,key,[sym],get key1,set key1,get g,#p,keya,keys
