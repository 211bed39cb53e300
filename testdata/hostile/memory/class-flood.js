// Classes with fields, accessors and private names.
const all = []
for (;;) all.push(class { #a = 1; b = 2; static c = 3; get d() { return this.#a } static { this.e = [] } })
