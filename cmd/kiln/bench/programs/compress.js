// Compression and back: matches in a window, Huffman codes, streams of bits, a checksum.
// n = 4000
// checksum = 1311 f19167d8
"use strict";

const words = ["the ", "tier ", "of ", "a ", "function ", "changes ", "when ", "it ", "is ", "hot", ", ", "and ", "machine ", "code ", "runs ", "bytecode ", "again", ".\n"];

function makeText(size) {
  const bytes = new Uint8Array(size);
  let seed = 42, at = 0;
  while (at < size) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const word = words[(seed >>> 16) % words.length];
    for (let i = 0; i < word.length && at < size; i++) bytes[at++] = word.charCodeAt(i);
    if (seed % 97 === 0 && at < size) bytes[at++] = 48 + seed % 10;
  }
  return bytes;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, i) => {
  let c = i;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes) {
  let c = 0xffffffff;
  for (const b of bytes) c = crcTable[(c ^ b) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

const MIN_MATCH = 3, MAX_MATCH = 66, WINDOW = 1024, CHAIN = 16;
// Symbols: a byte, the end, or 257 + the length of a match above the least.
const END = 256, SYMBOLS = 257 + MAX_MATCH - MIN_MATCH + 1;

/** Splits bytes into literals and matches. */
function findMatches(bytes) {
  const head = new Int32Array(4096).fill(-1), previous = new Int32Array(bytes.length);
  const tokens = [];
  const hash = (i) => (Math.imul(bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2], 2654435761) >>> 20);
  const insert = (i) => {
    if (i + MIN_MATCH > bytes.length) return;
    const h = hash(i);
    previous[i] = head[h];
    head[h] = i;
  };
  for (let i = 0; i < bytes.length;) {
    let best = 0, distance = 0;
    if (i + MIN_MATCH <= bytes.length) {
      const limit = Math.min(MAX_MATCH, bytes.length - i);
      for (let at = head[hash(i)], tries = CHAIN; at >= 0 && i - at <= WINDOW && tries > 0; at = previous[at], tries--) {
        let k = 0;
        while (k < limit && bytes[at + k] === bytes[i + k]) k++;
        if (k > best) { best = k; distance = i - at; }
      }
    }
    if (best < MIN_MATCH) {
      tokens.push({ symbol: bytes[i], distance: 0 });
      insert(i++);
      continue;
    }
    tokens.push({ symbol: 257 + best - MIN_MATCH, distance });
    for (let k = 0; k < best; k++) insert(i++);
  }
  tokens.push({ symbol: END, distance: 0 });
  return tokens;
}

class Heap {
  #items = [];
  constructor(before) { this.before = before; }
  get size() { return this.#items.length; }
  push(x) {
    const a = this.#items;
    let i = a.push(x) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (!this.before(a[i], a[up])) break;
      [a[i], a[up]] = [a[up], a[i]];
      i = up;
    }
  }
  pop() {
    const a = this.#items, top = a[0], last = a.pop();
    if (a.length) {
      a[0] = last;
      for (let i = 0; ;) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2]) if (child < a.length && this.before(a[child], a[least])) least = child;
        if (least === i) break;
        [a[i], a[least]] = [a[least], a[i]];
        i = least;
      }
    }
    return top;
  }
}

/** Returns the length of the code of each symbol. */
function codeLengths(counts) {
  const heap = new Heap((a, b) => a.count < b.count || a.count === b.count && a.order < b.order);
  let order = 0;
  counts.forEach((count, symbol) => { if (count) heap.push({ count, order: order++, symbol, left: null, right: null }); });
  while (heap.size > 1) {
    const left = heap.pop(), right = heap.pop();
    heap.push({ count: left.count + right.count, order: order++, symbol: -1, left, right });
  }
  const lengths = new Uint8Array(counts.length);
  (function walk(node, depth) {
    if (node.left === null) { lengths[node.symbol] = Math.max(depth, 1); return; }
    walk(node.left, depth + 1);
    walk(node.right, depth + 1);
  })(heap.pop(), 0);
  return lengths;
}

/** Gives symbols their codes: by length, then by symbol. */
function canonical(lengths) {
  const codes = new Map();
  let code = 0, last = 0;
  const order = [...lengths.keys()].filter((s) => lengths[s]).sort((a, b) => lengths[a] - lengths[b] || a - b);
  for (const symbol of order) {
    code <<= lengths[symbol] - last;
    last = lengths[symbol];
    codes.set(symbol, { code: code++, length: last });
  }
  return codes;
}

class BitWriter {
  bytes = [];
  #bits = 0;
  #count = 0;
  write(value, length) {
    for (let i = length - 1; i >= 0; i--) {
      this.#bits = this.#bits << 1 | (value >>> i & 1);
      if (++this.#count === 8) { this.bytes.push(this.#bits); this.#bits = this.#count = 0; }
    }
  }
  finish() {
    while (this.#count) this.write(0, 1);
    return Uint8Array.from(this.bytes);
  }
}

class BitReader {
  #at = 0;
  constructor(bytes) { this.bytes = bytes; }
  bit() {
    const i = this.#at++;
    return this.bytes[i >> 3] >> (7 - (i & 7)) & 1;
  }
  read(length) {
    let value = 0;
    while (length-- > 0) value = value << 1 | this.bit();
    return value;
  }
}

function pack(bytes) {
  const tokens = findMatches(bytes), counts = new Array(SYMBOLS).fill(0);
  for (const t of tokens) counts[t.symbol]++;
  const lengths = codeLengths(counts), codes = canonical(lengths), out = new BitWriter();
  for (const l of lengths) out.write(l, 5);
  for (const { symbol, distance } of tokens) {
    const { code, length } = codes.get(symbol);
    out.write(code, length);
    if (symbol > END) out.write(distance, 11);
  }
  return out.finish();
}

function unpack(packed) {
  const input = new BitReader(packed), lengths = Uint8Array.from({ length: SYMBOLS }, () => input.read(5));
  const tree = [];
  for (const [symbol, { code, length }] of canonical(lengths)) {
    let node = tree;
    for (let i = length - 1; i > 0; i--) node = node[code >>> i & 1] ??= [];
    node[code & 1] = symbol;
  }
  const out = [];
  for (;;) {
    let node = tree;
    while (typeof node === "object") node = node[input.bit()];
    if (node === END) return Uint8Array.from(out);
    if (node < END) { out.push(node); continue; }
    const from = out.length - input.read(11);
    for (let k = 0; k < node - 257 + MIN_MATCH; k++) out.push(out[from + k]);
  }
}

function run(n) {
  const bytes = makeText(n), packed = pack(bytes), back = unpack(packed);
  if (crc32(back) !== crc32(bytes)) throw new Error("what came back is not what went in");
  return `${packed.length} ${crc32(packed).toString(16)}`;
}
