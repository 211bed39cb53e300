class A extends B {
  #p = 1;
  static s = 2;
  get p() { return this.#p; }
  constructor() { super(); }
}
