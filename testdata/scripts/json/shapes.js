// JSON.parse: objects that are alike, numbers in every form, escapes in names and texts; JSON.stringify gives back what was read.
const rows = JSON.parse('[{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6},{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6},{"a":1,"b":2,"c":3,"d":4,"x":7},{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8}]');
print(rows.map(r => Object.entries(r).flat().join("")).join()); // expect: a1b2c3d4e5f6,a1b2c3d4e5f6,a1b2c3d4x7,a1b2c3d4e5f6g7h8
rows[0].z = 9;
print(Object.keys(rows[0]) + "|" + Object.keys(rows[1])); // expect: a,b,c,d,e,f,z|a,b,c,d,e,f
// The same name is written in several ways, and one way of writing is several names.
const names = JSON.parse(String.raw`[{"x\ny":1,"é":2},{"x\ny":1,"é":2},{"x\u000ay":1,"\u00e9":2},{"x\\ny":1},{"x\ny":1,"q\"":2},{"x\ny":1,"q\"":2}]`);
print(names.map(o => JSON.stringify(Object.keys(o))).join(" "));
// expect: ["x\ny","é"] ["x\ny","é"] ["x\ny","é"] ["x\\ny"] ["x\ny","q\""] ["x\ny","q\""]
print(JSON.stringify(JSON.parse('[{"a":1,"b":1},{"a":1,"b":1,"b":2},{"a":1,"b":1,"a":3},{"a":1,"a":4,"b":2},{"a":1,"7":0,"b":1}]')));
// expect: [{"a":1,"b":1},{"a":1,"b":2},{"a":3,"b":1},{"a":4,"b":2},{"7":0,"a":1,"b":1}]
let wrong = 0;
let seed = 7;
const random = n => (seed = (seed * 16807) % 2147483647) % n;
for (let i = 0; i < 300; i++) {
  let text = random(2) ? "-" : "";
  text += random(4) ? String(random(9) + 1) + String(random(1e9)).slice(0, random(10)) + String(random(1e9)).slice(0, random(10)) : "0";
  if (random(2)) text += "." + String(random(1e9)).padStart(random(12), "0");
  if (!random(4)) text += "e" + ["", "-", "+"][random(3)] + random(330);
  if (!Object.is(JSON.parse(text), Number(text)) || !Object.is(JSON.parse("[" + text + "]")[0], Number(text))) { print(text); wrong++ }
}
print(wrong); // expect: 0
for (const text of ["9007199254740993", "9007199254740993.0", "0.1", "5e-324", "2147483648", "-2147483648", "123456789012345678", "1234567890123456789", "-0", "-0.0", "1.0"])
  if (!Object.is(JSON.parse("[" + text + "]")[0], Number(text))) print("wrong: " + text);
const texts = ["", "plain", "q\"", "\\", "a\tb\u0000c\u001f", "é", "\u00ff\u0100", "世界\n", "\ud83d\ude00", "\ud83d", "x\ude00", "é\n" + "é".repeat(5000) + "\"", "\n".repeat(5000), "\u2028"];
print(texts.filter(t => JSON.parse(JSON.stringify(t)) !== t).length); // expect: 0
print(JSON.stringify(texts.slice(0, 6)) + JSON.stringify(texts.slice(7, 11)));
// expect: ["","plain","q\"","\\","a\tb\u0000c\u001f","é"]["世界\n","😀","\ud83d","x\ude00"]
print(JSON.stringify([1.5, -0, 1e21, 5e-324, NaN, Infinity, 2 ** 31, 123456.789])); // expect: [1.5,0,1e+21,5e-324,null,null,2147483648,123456.789]
print(JSON.stringify({ é: 1, "世\"": [{}] }, null, 1).replaceAll("\n", "~")); // expect: {~ "é": 1,~ "世\"": [~  {}~ ]~}
const bad = [String.raw`"\u12"`, String.raw`"\q"`, "\"abc\\", "\"a\nb\\n\"", String.raw`"\u00e"`, "{\"a\":1,\"b\":2", "{\"a\":1,\"b\""];
for (const text of bad) for (const lead of ["", "世"]) {
  try { JSON.parse(lead ? `["${lead}",${text}` : text); print("accepted " + text) } catch (e) { if (e.name !== "SyntaxError") print(e) }
}
