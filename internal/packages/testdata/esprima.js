// esprima parses and tokenizes the source of ramda.
import * as esprima from "esprima";
import source from "text:ramda/dist/ramda.js";

const tree = esprima.parseScript(source, { loc: true, range: true, comment: true });
const counts = {};
let depth = 0, deepest = 0;
const visit = (node) => {
  deepest = Math.max(deepest, ++depth);
  counts[node.type] = (counts[node.type] || 0) + 1;
  for (const key of Object.keys(node)) {
    const child = node[key];
    for (const c of Array.isArray(child) ? child : [child]) if (c && typeof c.type === "string" && c.range) visit(c);
  }
  depth--;
};
visit(tree);
console.log(Object.entries(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map((e) => e.join(":")).join("\n"));
console.log(deepest, tree.comments.length, tree.comments.filter((c) => /@since v0\.2\d/.test(c.value)).length);

const tokens = esprima.tokenize(source, { range: true });
const kinds = new Map();
for (const t of tokens) kinds.set(t.type, (kinds.get(t.type) ?? 0) + 1);
console.log([...kinds].sort().join(" "), tokens.length, tokens.at(-1).range.join("-"));
console.log(JSON.stringify(esprima.parseModule("export default class { *g() { yield `a${b}` } }"), null, 1));
for (const bad of ["var 1a", "return", "({ get a(b) {} })", "function f(a, a) { 'use strict' }"]) {
  try { esprima.parseScript(bad); console.log("parsed"); } catch (e) { console.log(e.message, e.index, e.lineNumber, e.column); }
}
