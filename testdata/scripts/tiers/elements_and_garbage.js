// Elements, characters and iteration while the collector runs at every turn.
const say = (...a) => print(a.map(String).join(" "));
function lists(n) {
  const out = [];
  for (let i = 0; i < n; i++) { const l = []; for (let k = 0; k < 5; k++) l.push({ v: i + k, s: "n" + k }); out[i] = l; }
  let s = "";
  for (const l of out) for (const { v, s: name } of l) s += name + (v & 3);
  while (out.length > 2) out.pop();
  return s.length + out[0][4].s + out[1].length;
}
let r; for (let i = 0; i < 4; i++) r = lists(12); say(r); // expect: 180n45
function words(text) {
  const found = []; let w = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === " " || text.charCodeAt(i) === 44) { if (w !== "") found[found.length] = w; w = ""; } else w += c;
  }
  return found.join("|") + String.fromCharCode(33);
}
for (let i = 0; i < 4; i++) r = words("the quick, brown fox \u00e9\u20ac jumps "); say(r); // expect: the|quick|brown|fox|é€|jumps!
function typed(n) {
  let last, sum = 0;
  for (let i = 0; i < n; i++) { const f = new Float64Array(4), b = new Uint8Array(f.buffer); f[1] = i + 0.5; b[0] = i; sum += f[1] + b[0] + b.length; last = f; }
  return sum + last[1];
}
for (let i = 0; i < 4; i++) r = typed(30); say(r); // expect: 1874.5
function spread(xs) { const [a, ...rest] = [...xs, { x: 1 }]; return [rest.length, a, rest[rest.length - 1].x]; }
for (let i = 0; i < 10; i++) r = spread(["p" + i, "q" + i]); say(r); // expect: 2,p9,1
let g = null; const made = []; 
function globals(n) { for (let i = 0; i < n; i++) { g = { i, next: g && g.i > 3 ? null : g }; made[i] = typeof g; } return g.i + made.length + made[n - 1]; }
for (let i = 0; i < 4; i++) r = globals(12); say(r); // expect: 23object
function numbers(n) { const a = []; for (let i = 0; i < n; i++) a.push(Math.floor(i / 2) + (i % 3) * 0.5, Math.max(i, 7) % 5); let s = 0; for (const x of a) s += x; return s; }
for (let i = 0; i < 4; i++) r = numbers(20); say(r); // expect: 142.5
