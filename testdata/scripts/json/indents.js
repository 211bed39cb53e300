// Indents of every kind and depth.
let deep = 1;
for (let i = 0; i < 12; i++) deep = i & 1 ? { [i]: deep, e: {} } : [deep, []];
const one = JSON.stringify(deep, null, 3);
print(one.length + " " + (JSON.stringify(JSON.parse(one)) === JSON.stringify(deep)) + " " + Math.max(...one.split("\n").map((l) => l.length - l.trimStart().length))); // expect: 824 true 36
for (const gap of [0, 1, 12, "\t", "é", "€", "ab", "123456789012345", new String("-"), new Number(2)]) {
  const text = JSON.stringify({ a: [1, { b: [] }, {}], c: undefined, d: { e: "é" } }, null, gap);
  print(JSON.stringify(text));
}
// expect: "{\"a\":[1,{\"b\":[]},{}],\"d\":{\"e\":\"é\"}}"
// expect: "{\n \"a\": [\n  1,\n  {\n   \"b\": []\n  },\n  {}\n ],\n \"d\": {\n  \"e\": \"é\"\n }\n}"
// expect: "{\n          \"a\": [\n                    1,\n                    {\n                              \"b\": []\n                    },\n                    {}\n          ],\n          \"d\": {\n                    \"e\": \"é\"\n          }\n}"
// expect: "{\n\t\"a\": [\n\t\t1,\n\t\t{\n\t\t\t\"b\": []\n\t\t},\n\t\t{}\n\t],\n\t\"d\": {\n\t\t\"e\": \"é\"\n\t}\n}"
// expect: "{\né\"a\": [\néé1,\néé{\nééé\"b\": []\néé},\néé{}\né],\né\"d\": {\néé\"e\": \"é\"\né}\n}"
// expect: "{\n€\"a\": [\n€€1,\n€€{\n€€€\"b\": []\n€€},\n€€{}\n€],\n€\"d\": {\n€€\"e\": \"é\"\n€}\n}"
// expect: "{\nab\"a\": [\nabab1,\nabab{\nababab\"b\": []\nabab},\nabab{}\nab],\nab\"d\": {\nabab\"e\": \"é\"\nab}\n}"
// expect: "{\n1234567890\"a\": [\n123456789012345678901,\n12345678901234567890{\n123456789012345678901234567890\"b\": []\n12345678901234567890},\n12345678901234567890{}\n1234567890],\n1234567890\"d\": {\n12345678901234567890\"e\": \"é\"\n1234567890}\n}"
// expect: "{\n-\"a\": [\n--1,\n--{\n---\"b\": []\n--},\n--{}\n-],\n-\"d\": {\n--\"e\": \"é\"\n-}\n}"
// expect: "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    },\n    {}\n  ],\n  \"d\": {\n    \"e\": \"é\"\n  }\n}"
print(JSON.stringify(JSON.stringify([1, [2]], (k, v) => (Array.isArray(v) ? v.concat(0) : v), "€"))); // expect: "[\n€1,\n€[\n€€2,\n€€0\n€],\n€0\n]"
const long = JSON.stringify(Array(700).fill({ key: "value", n: 1.5, list: [true, null, "q\"\u2028"] }), null, " ");
print(long.length + " " + (JSON.stringify(JSON.parse(long), null, " ") === long) + JSON.stringify("€" + long).length); // expect: 56702 true71406
