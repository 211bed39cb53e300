// acorn parses itself, and a table of snippets.
import * as acorn from "acorn";
import source from "text:acorn/dist/acorn.js";

const tree = acorn.parse(source, { ecmaVersion: "latest", locations: true });
const counts = {};
let hash = 0;
(function walk(node) {
  counts[node.type] = (counts[node.type] ?? 0) + 1;
  hash = (hash * 31 + node.start + node.loc.end.column) | 0;
  for (const key in node) {
    const child = node[key];
    if (Array.isArray(child)) child.forEach((c) => c && typeof c.type === "string" && walk(c));
    else if (child && typeof child.type === "string") walk(child);
  }
})(tree);
for (const type of Object.keys(counts).sort()) console.log(type, counts[type]);
console.log(hash);

const snippets = [
  "class A extends B { static #x = 1; get y() { return this.#x } static { f() } }",
  "async function* f({ a = 1, ...r }, [b, , c] = []) { for await (const x of y) yield* x }",
  "label: for (let [i, j] of k) { if (i ?? j) continue label; else break }",
  "let t = tag`a${1 + 2n}b${`c${d}`}`; /[/\\]]+/dgimsuy.test(t)",
  "x?.y?.[z]?.(...w) ** -2",
  "import d, { a as b } from 'm' with { type: 'json' }; export * as n from 'o'",
  "let let = 1", "a => { 'use strict'; with (b) {} }", "({ a: 1, a: 2 } = {})", "for (const x in y, z);", "/(/", "'\\u{110000}'", "await 1", "new.target",
];
for (const text of snippets) {
  for (const sourceType of ["script", "module"]) {
    try {
      const parsed = acorn.parse(text, { ecmaVersion: "latest", sourceType });
      const json = JSON.stringify(parsed, (key, v) => typeof v === "bigint" ? `${v}n` : v);
      console.log(sourceType, json.length, parsed.body.map((s) => s.type).join());
    } catch (e) {
      console.log(sourceType, e.name, e.message, e.pos);
    }
  }
}
console.log([...acorn.tokenizer("let a = b / c / /d/g;", { ecmaVersion: 2022 })].map((t) => t.type.label).join(" "));
