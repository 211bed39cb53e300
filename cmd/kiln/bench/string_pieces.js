// Texts in pieces: split and join, words taken off the front, templates, and replacing by patterns.
// n = 6
const lines = [];
for (let i = 0; i < 300; i++) lines.push("key" + i + " = value " + i * 7 + ", <b>some \"markup\" & more</b>");
const text = lines.join("\n");
function escape(s) { return s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;"); }
function words(s) {
  let n = 0;
  for (let i; (i = s.indexOf(" ")) >= 0; s = s.slice(i + 1)) if (s.slice(0, i) === "value") n++;
  return n;
}
function run(n) {
  let sum = 0;
  for (let k = 0; k < n; k++) {
    sum += text.split("\n").map((line) => line.split(", ").join("; ")).join("\r\n").length;
    sum += words(text);
    for (const line of lines) sum += `<li class="${line.length > 40 ? "long" : "short"}">${escape(line)}</li>`.length;
    sum += text.replace(/(\w+) = (\w+)/g, "$2 := $1").length;
    for (const m of text.matchAll(/key(?<n>\d+)/g)) sum += m.groups.n.length;
  }
  return sum;
}
