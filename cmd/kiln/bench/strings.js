// Building strings by += and looking at every code unit.
// n = 25
function run(n) {
  let hash = 0;
  for (let r = 0; r < n; r++) {
    let s = "";
    for (let i = 0; i < 20000; i++) s += String.fromCharCode(97 + (i * 7 + r) % 26);
    for (let i = 0; i < s.length; i++) hash = (hash * 31 + s.charCodeAt(i)) | 0;
    hash ^= s.split("e").length + s.indexOf("zzz");
  }
  return hash;
}
