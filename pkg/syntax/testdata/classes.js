class Point extends Base {
  #x = 0;
  static count = 0;
  static { Point.count++; }
  ['computed' + 1] = () => this.#x;
  constructor(x) { super(); this.#x = x; }
  get x() { return this.#x; }
  static async *walk(...points) { for await (const p of points) yield p; }
  has(o) { return #x in o && super.has(o); }
}
({ __proto__: null, method() { return super.method; }, get: 1, [Point.name]: class {} });
