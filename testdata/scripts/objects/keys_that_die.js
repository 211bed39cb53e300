// Keys that are looked up in vain and die: a string that is made where one of them
// was must find the properties that it names.
// stress: skip, hundreds of thousands of strings
const table = { return: 6, break: 5, const: 5, while: 5 };
let text = "";
for (let i = 0; i < 400; i++) text += "id" + i + " return ";
const parts = [];
for (let at = 0, end; (end = text.indexOf(" ", at)) >= 0; at = end + 1) parts.push([at, end]);
let found = 0, wrong = 0, stored = 0;
function read(t, i, j) { return t[text.substring(i, j)]; }
function has(t, i, j) { return text.substring(i, j) in t; }
function write(t, i, j) { t[text.substring(i, j)] = 1; }
for (let round = 0; round < 600; round++) {
  const fresh = {};
  for (const [i, j] of parts) {
    const name = text[i] === "r";
    const v = read(table, i, j);
    if (v !== (name ? 6 : undefined) || has(table, i, j) !== name) wrong++;
    if (v === 6) found++;
    if (name) write(fresh, i, j);
  }
  stored += Object.keys(fresh).length + fresh.return;
}
print(found + " " + wrong + " " + stored); // expect: 240000 0 1200

// An index spelled as a string lies where the name of an absent property lay.
const numbered = {}
for (let i = 0; i < 1500; i++) numbered[i] = 'v' + i
const element = (o, k) => o[k]
let misread = 0
for (let round = 0; round < 6; round++) {
  for (let i = 0; i < 500; i++) element(numbered, 'z' + round + '_' + i)
  let junk
  for (let i = 0; i < 30000; i++) junk = [i, { i }, [junk && junk[0]]]
  const keys = []
  for (let i = 0; i < 400; i++) keys.push((0, eval)("'" + (i + round) + "'"))
  for (let i = 0; i < 400; i++) if (element(numbered, keys[i]) !== 'v' + (i + round)) misread++
}
console.log(misread)
// expect: 0
