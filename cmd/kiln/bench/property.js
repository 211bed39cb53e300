// Reading and writing named properties of one shape.
// n = 1500000
function run(n) {
  const o = { x: 0, y: 1, z: 2 };
  for (let i = 0; i < n; i++) {
    o.x = o.y + i;
    o.z = o.x - o.z;
    o.y = o.z & 1023;
  }
  return o.x + o.y + o.z;
}
