// A species of typed arrays that maps.
class T extends Uint8Array { static get [Symbol.species]() { return function (n) { return new T(3).map((x) => x) } } }
for (;;) { try { new T(3).map((x) => x) } catch (e) {} }
