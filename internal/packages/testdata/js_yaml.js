// js-yaml reads and writes documents.
import * as yaml from "js-yaml";

const source = `
# a document
defaults: &defaults
  adapter: postgres
  host: localhost
  ports: [5432, 0x10, 0o17, 1_0]
development:
  <<: *defaults
  database: dev
text: |
  keep
    these lines
folded: >-
  fold
  these

  lines
quoted: "tab\\t\\u263A \\x41"
single: 'it''s'
nothing: ~
numbers: {int: -12, float: 1.5e3, inf: .inf, nan: .nan, yes: true}
list:
- a
- - nested
  - - deep
- key: value
  other: [x, {y: z}]
? complex key
: complex value
date: 2001-12-14
anchors: [&a one, *a, &b {c: d}, *b]
`;
const doc = yaml.load(source);
console.log(JSON.stringify(doc, (k, v) => typeof v === "number" && !Number.isFinite(v) ? String(v) : v, 1));
console.log(yaml.dump(doc, { sortKeys: true, lineWidth: 40 }));
const many = []; yaml.loadAll("--- 1\n---\n- x\n...\n---\na: b\n", (d) => many.push(d));
console.log(JSON.stringify(many));
for (const bad of ["a: b: c", "[1, 2", "key: *missing", "\tx: 1", "a: 1\na: 2", "- x\n y: z"]) {
  try { console.log(JSON.stringify(yaml.load(bad))); } catch (e) { console.log(e.name, String(e.reason), e.mark && [e.mark.line, e.mark.column].join()); }
}
console.log(yaml.dump({ s: ["", "null", "1", "a: b", "multi\nline\n", " lead", "#c", "true"], u: "☃ \u0007", n: [0, -0.5, 1e21, null, true], e: [[], {}], long: "word ".repeat(30) }));
const big = Array.from({ length: 150 }, (_, i) => ({ id: i, name: `item ${i}`, tags: ["a", `t${i % 5}`], nested: { on: i % 2 === 0, rate: i / 8 } }));
const text = yaml.dump(big);
console.log(text.length, JSON.stringify(yaml.load(text)) === JSON.stringify(big));
