// Accessors that decorators would know: private storage in each instance.
const all = []
for (let i = 0; ; i++) { class A { a = i; get x() { return this.a } set x(v) { this.a = v } static y = [i] } all.push(new A()) }
