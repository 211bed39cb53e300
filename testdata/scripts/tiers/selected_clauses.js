// Switches whose clauses a table finds: ints far from each other in machine code, everything else in Go.
function kind(x) {
  switch (x) {
    case 1: return "one";
    case 1000: return "thousand";
    case -7: return "minus seven";
    case 0: return "zero";
    case 2147483647: return "max";
    case -2147483648: return "min";
    case 2.5: return "half";
    case 4294967296: return "large";
    case "1": return "text";
    case 70000: return "seventy";
    case 1: return "never";
    default: return "other";
    case 33: return "late";
  }
}
const all = [1, 1000, -7, 0, 2147483647, -2147483648, 2.5, 4294967296, "1", 70000, 33, -0, 1.5, NaN, "x", null, undefined, {}, 1n, true, 999, 34, -8, -2147483647];
const seen = new Map();
for (let i = 0; i < 200; i++) for (const x of all) { const k = kind(x); seen.set(k, (seen.get(k) ?? 0) + 1); }
print([...seen].map(([k, n]) => k + " " + n).join());
// expect: one 200,thousand 200,minus seven 200,zero 400,max 200,min 200,half 200,large 200,text 200,seventy 200,late 200,other 2400
function through(x) {
  let out = "";
  switch (x & 0xfff) {
    case 0x10: out += "a";
    case 0x200: out += "b"; break;
    case 0x300: out += "c";
    default: out += "d";
    case 0x400: case 0x410: case 0x4f0: case 0x500: out += "e";
    case 0xffe: out += "f";
  }
  return out;
}
let text = "";
for (let i = 0; i < 3000; i++) text = [0x10, 0x200, 0x300, 0x400, 0x4f0, 0xffe, 7].map(through).join();
print(text);
// expect: ab,b,cdef,ef,ef,f,def
