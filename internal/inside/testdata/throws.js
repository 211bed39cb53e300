function f(x) {
  return x.y.z;
}
f({ y: { z: 1 } });
f({});
