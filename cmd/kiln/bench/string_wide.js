// A long text with one character beyond Latin-1: tokens are cut off its front and put together again.
// n = 1
const source = "function name(a, b) { return a + b * 1234; } // \u6f22\n" + "const value = name(1, 2) || [3, 4, 5]; /* a comment that is long */\n".repeat(1600);
function tokens(text) {
  const token = /\s+|\w+|\/\/.*|\/\*[^]*?\*\/|[^\w\s]/y;
  let out = "";
  let rest = text;
  while (rest.length > 0) {
    token.lastIndex = 0;
    const m = token.exec(rest);
    out += m[0].length > 12 ? "<i>" + m[0] + "</i>" : m[0];
    rest = rest.substring(m[0].length);
  }
  return out;
}
function run(n) {
  let sum = 0;
  for (let k = 0; k < n; k++) {
    const out = tokens(source);
    sum += out.length + out.charCodeAt(out.length >> 1) + out.indexOf("\u6f22") + source.split("value").length;
  }
  return sum;
}
