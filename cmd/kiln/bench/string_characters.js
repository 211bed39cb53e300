// Texts read character by character, compared, and built by appending: a scanner and a cipher.
// n = 12
const source = "let total_1 = (alpha + beta2) * 3.14; // the Quick brown fox\n".repeat(100);
function isWord(c) { return c >= "a" && c <= "z" || c >= "A" && c <= "Z" || c === "_" || c >= "0" && c <= "9"; }
function scan(text) {
  const counts = Object.create(null);
  let word = "";
  for (const c of text) {
    if (isWord(c)) word += c;
    else if (word !== "") {
      counts[word] = (counts[word] || 0) + 1;
      word = "";
    }
  }
  return counts;
}
function rot13(text) {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c >= "a" && c <= "z") out += String.fromCharCode((c.charCodeAt(0) - 84) % 26 + 97);
    else out += c;
  }
  return out;
}
function run(n) {
  let sum = 0;
  for (let k = 0; k < n; k++) {
    sum += scan(source).alpha;
    const turned = rot13(source);
    sum += turned.length;
    if (rot13(turned) !== source) return -1;
  }
  return sum;
}
