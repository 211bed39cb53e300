// An element beyond the end of a typed array is undefined also where machine code has stopped to leave for it.
for (const T of [Uint8Array, Int32Array, Float64Array, Float32Array, Uint32Array]) {
  const a = new T([1, 2, 3, 4]);
  const less = new Function("a", "i", "var v = a[i]; return v < 5"), sum = new Function("a", "i", "var v = a[i]; return v + 1"), cut = new Function("a", "i", "var v = a[i]; return v | 0"), same = new Function("a", "i", "var v = a[i]; return v === 0");
  for (const f of [less, sum, cut, same]) for (let i = 0; i < 4000; i++) f(a, i & 1023 ? i & 3 : 9);
  print([less(a, 9), less(a, 3), sum(a, 9), sum(a, 3), cut(a, 9), same(a, 9)].join());
}
// expect: false,true,NaN,5,0,false
// expect: false,true,NaN,5,0,false
// expect: false,true,NaN,5,0,false
// expect: false,true,NaN,5,0,false
// expect: false,true,NaN,5,0,false
