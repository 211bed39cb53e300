// Methods of short strings: searches, parts, case, trimming and padding, and numbers to text and back.
// n = 3000
function run(n) {
  const words = ["  Hello World ", "foo-bar-baz", "The quick brown fox", "x", "\u6f22\u5b57 and more of it"];
  let sum = 0;
  for (let i = 0; i < 5 * n; i++) {
    const w = words[i % 5];
    sum += w.trim().length + w.toUpperCase().charCodeAt(0) + w.indexOf("o") + w.lastIndexOf("o");
    if (w.startsWith("foo") || w.endsWith("fox") || w.includes("and")) sum++;
    sum += w.padStart(20, "*").length + w.slice(1, 4).length + w.substring(2).length + w.at(-1).length;
    sum += parseInt(String(i)) + Number((i & 255).toString()) + +("" + i);
  }
  return sum;
}
