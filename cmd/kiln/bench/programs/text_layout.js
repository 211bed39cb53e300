// Text layout: measuring words, hyphenation, optimal line breaking, justification, tables of boxes.
// n = 3
// checksum = -2121861325
"use strict";

const text = `In the beginning a newcomer reads whatever there is, and most of what there is was written by somebody in a hurry. \
Typesetting is the art of hiding that hurry: lines end where an attentive reader would have taken a breath anyhow, spaces are wide \
enough to separate and narrow enough to connect, and extraordinarily long words are divided according to comprehensible principles. \
An optimal paragraph is found by dynamic programming over all feasible breakpoints; each line has a badness that grows with the cube of \
its stretching, consecutive hyphens are penalized, and the shortest path through the graph of breakpoints is the paragraph. A greedy \
algorithm, by comparison, looks at one line at a time and regrets nothing, although its neighbours frequently do.`;

const widths = new Map();
for (const c of "iljtf.,;:'!|") widths.set(c, 3);
for (const c of "rsc-()") widths.set(c, 5);
for (const c of "mwMW") widths.set(c, 11);
const widthOf = (c) => widths.get(c) ?? (c >= "A" && c <= "Z" ? 9 : 7);
const kerning = { AV: -1, To: -1, wa: -1, ff: -1 };

function measure(word) {
  let w = 0;
  for (let i = 0; i < word.length; i++) w += widthOf(word[i]) + (kerning[word.slice(i, i + 2)] ?? 0);
  return w;
}

const vowels = /[aeiouy]/;

/** Divides a word between consonants, and keeps at least two letters on each side. */
function syllables(word) {
  const out = [];
  let from = 0;
  for (let i = 2; i < word.length - 2; i++) {
    const splits = vowels.test(word[i - 2]) && !vowels.test(word[i - 1]) && vowels.test(word[i]) && i - from > 2
      || vowels.test(word[i - 2]) && !vowels.test(word[i - 1]) && !vowels.test(word[i]) && vowels.test(word[i + 1]) && i - from > 2;
    if (splits) { out.push(word.slice(from, i)); from = i; }
  }
  out.push(word.slice(from));
  return out;
}

const box = (width, content) => ({ type: "box", width, content });
const glue = (width, stretch, shrink) => ({ type: "glue", width, stretch, shrink });
const hyphen = (cost) => ({ type: "penalty", width: widthOf("-"), cost, flagged: true });

function itemsOf(paragraph) {
  const items = [];
  for (const word of paragraph.split(" ")) {
    if (items.length) items.push(glue(6, 4, 2));
    syllables(word).forEach((s, i) => {
      if (i) items.push(hyphen(50));
      items.push(box(measure(s), s));
    });
  }
  items.push(glue(0, 10000, 0), { type: "penalty", width: 0, cost: -Infinity, flagged: false });
  return items;
}

class Sums {
  constructor(width = 0, stretch = 0, shrink = 0) { this.width = width; this.stretch = stretch; this.shrink = shrink; }
  plus(item) {
    if (item.type === "penalty") return this;
    return item.type === "box" ? new Sums(this.width + item.width, this.stretch, this.shrink)
      : new Sums(this.width + item.width, this.stretch + item.stretch, this.shrink + item.shrink);
  }
}

/** Finds the breaks of least demerits. */
function breakLines(items, measureWidth) {
  let sums = new Sums();
  let active = [{ at: -1, line: 0, demerits: 0, after: sums, flagged: false, previous: null }];
  items.forEach((item, i) => {
    const legal = item.type === "penalty" || item.type === "glue" && items[i - 1].type === "box";
    if (legal) {
      let best = null;
      active = active.filter((node) => {
        const extra = item.type === "penalty" ? item.width : 0;
        const natural = sums.width - node.after.width + extra;
        const short = measureWidth - natural;
        const ratio = short === 0 ? 0 : short > 0 ? short / (sums.stretch - node.after.stretch || 1e-3) : short / (sums.shrink - node.after.shrink || 1e-3);
        if (ratio < -1) return false;
        const badness = 100 * Math.abs(ratio) ** 3, cost = item.type === "penalty" && item.cost > 0 ? item.cost : 0;
        const demerits = node.demerits + (10 + badness + cost) ** 2 + (item.flagged && node.flagged ? 3000 : 0);
        if (best === null || demerits < best.demerits) best = { at: i, line: node.line + 1, demerits, after: null, flagged: !!item.flagged, previous: node, ratio };
        return item.cost !== -Infinity;
      });
      if (best) {
        best.after = item.type === "glue" ? sums.plus(item) : sums;
        active.push(best);
      }
    }
    sums = sums.plus(item);
  });
  const path = [];
  for (let n = active[active.length - 1]; n.previous; n = n.previous) path.unshift(n);
  return path;
}

function place(items, path) {
  const lines = [];
  let from = 0;
  for (const node of path) {
    const pieces = [];
    let x = 0;
    for (let i = from; i < node.at; i++) {
      const item = items[i];
      if (item.type === "box") { pieces.push({ x, text: item.content }); x += item.width; }
      if (item.type === "glue" && pieces.length) x += item.width + node.ratio * (node.ratio < 0 ? item.shrink : Math.min(item.stretch, 50));
    }
    if (node.flagged) pieces.push({ x, text: "-" });
    lines.push({ pieces, width: x });
    from = node.at + (items[node.at].type === "glue" ? 1 : 0);
  }
  return lines;
}

function columns(lines, height) {
  const out = [];
  for (let i = 0; i < lines.length; i += height) out.push(lines.slice(i, i + height).map((l) => l.pieces.map((p) => `${Math.round(p.x)}:${p.text}`).join(" ")));
  return out;
}

function run(n) {
  let checksum = 0;
  for (let i = 0; i < n; i++) {
    const items = itemsOf(text);
    const lines = place(items, breakLines(items, 260 + 45 * i));
    for (const column of columns(lines, 12)) {
      for (const line of column) for (let k = 0; k < line.length; k++) checksum = (checksum * 31 + line.charCodeAt(k)) | 0;
    }
  }
  return checksum;
}
