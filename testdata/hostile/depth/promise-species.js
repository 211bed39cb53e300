// A species and a constructor that call then.
class P extends Promise { static get [Symbol.species]() { return P.resolve(1).then((x) => x).constructor } get ['constructor']() { return this.then(() => 1) } }
for (let i = 0; ; i++) { try { new P((r) => r(1)).then(() => 1).catch(() => {}) } catch (e) {} }
