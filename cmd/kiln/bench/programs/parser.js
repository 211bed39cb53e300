// A parser and an evaluator of a small language: tokens, a tree, scopes.
// n = 6
// checksum = 928327732
"use strict";

const source = `
let limit = 40;
fn gcd(a, b) { while b != 0 { let t = a % b; a = b; b = t; } return a; }
fn fact(k) { if k < 2 { return 1; } return k * fact(k - 1) % 1000003; }
fn classify(k) {
  if k % 15 == 0 { return "fizzbuzz"; }
  if k % 5 == 0 { return "buzz"; }
  if k % 3 == 0 { return "fizz"; }
  return k;
}
let sum = 0;
let i = 1;
while i <= limit {
  let j = 1;
  while j < 6 { sum = sum + gcd(i * 12, j * 18); j = j + 1; }
  sum = sum + fact(i % 9);
  if classify(i) == "fizzbuzz" and not (i == 30) or i == 7 { sum = sum + 1000; }
  i = i + 1;
}
return (sum - -3) * 2 + classify(7);
`;

const keywords = new Set(["let", "fn", "while", "if", "else", "return", "and", "or", "not", "true", "false"]);

class Token {
  constructor(kind, text, line) { this.kind = kind; this.text = text; this.line = line; }
}

function isLetter(c) { return c >= "a" && c <= "z" || c >= "A" && c <= "Z" || c === "_"; }
function isDigit(c) { return c >= "0" && c <= "9"; }

function tokenize(text) {
  const tokens = [];
  let line = 1;
  for (let i = 0; i < text.length;) {
    const c = text[i];
    let j = i + 1;
    if (c === "\n") line++;
    if (c === " " || c === "\n") { i++; continue; }
    if (isLetter(c)) {
      while (j < text.length && (isLetter(text[j]) || isDigit(text[j]))) j++;
      const word = text.slice(i, j);
      tokens.push(new Token(keywords.has(word) ? word : "name", word, line));
    } else if (isDigit(c)) {
      while (j < text.length && isDigit(text[j])) j++;
      tokens.push(new Token("number", text.slice(i, j), line));
    } else if (c === '"') {
      while (text[j] !== '"') j++;
      tokens.push(new Token("string", text.slice(i + 1, j), line));
      j++;
    } else {
      if ("=!<>".includes(c) && text[j] === "=") j++;
      tokens.push(new Token(text.slice(i, j), text.slice(i, j), line));
    }
    i = j;
  }
  tokens.push(new Token("end", "", line));
  return tokens;
}

const powers = { or: 1, and: 2, "==": 3, "!=": 3, "<": 4, ">": 4, "<=": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6 };

class Parser {
  constructor(text) { this.tokens = tokenize(text); this.at = 0; }
  get token() { return this.tokens[this.at]; }
  take(kind) {
    if (this.token.kind !== kind) return null;
    return this.tokens[this.at++];
  }
  expect(kind) {
    const t = this.take(kind);
    if (!t) throw new SyntaxError(`line ${this.token.line}: ${kind} expected, ${this.token.text} found`);
    return t;
  }
  program() {
    const body = [];
    while (!this.take("end")) body.push(this.statement());
    return { type: "block", body };
  }
  block() {
    const body = [];
    this.expect("{");
    while (!this.take("}")) body.push(this.statement());
    return { type: "block", body };
  }
  statement() {
    if (this.take("let")) {
      const name = this.expect("name").text;
      this.expect("=");
      return this.closed({ type: "let", name, value: this.expression(0) });
    }
    if (this.take("fn")) {
      const name = this.expect("name").text, params = [];
      this.expect("(");
      while (!this.take(")")) {
        params.push(this.expect("name").text);
        this.take(",");
      }
      return { type: "fn", name, params, body: this.block() };
    }
    if (this.take("while")) return { type: "while", test: this.expression(0), body: this.block() };
    if (this.take("if")) {
      const test = this.expression(0), then = this.block();
      return { type: "if", test, then, otherwise: this.take("else") ? this.block() : null };
    }
    if (this.take("return")) return this.closed({ type: "return", value: this.expression(0) });
    if (this.token.kind === "name" && this.tokens[this.at + 1].kind === "=") {
      const name = this.expect("name").text;
      this.at++;
      return this.closed({ type: "assign", name, value: this.expression(0) });
    }
    return this.closed({ type: "do", value: this.expression(0) });
  }
  closed(node) { this.expect(";"); return node; }
  expression(power) {
    let left = this.unary();
    for (;;) {
      const op = this.token.kind, p = powers[op];
      if (p === undefined || p <= power) return left;
      this.at++;
      left = { type: "binary", op, left, right: this.expression(p) };
    }
  }
  unary() {
    if (this.take("-")) return { type: "negate", value: this.unary() };
    if (this.take("not")) return { type: "not", value: this.unary() };
    return this.primary();
  }
  primary() {
    let t;
    if ((t = this.take("number"))) return { type: "literal", value: Number(t.text) };
    if ((t = this.take("string"))) return { type: "literal", value: t.text };
    if (this.take("(")) {
      const e = this.expression(0);
      this.expect(")");
      return e;
    }
    const name = this.expect("name").text;
    if (!this.take("(")) return { type: "name", name };
    const args = [];
    while (!this.take(")")) {
      args.push(this.expression(0));
      this.take(",");
    }
    return { type: "call", name, args };
  }
}

class Scope {
  constructor(outer) { this.outer = outer; this.names = new Map(); }
  find(name) {
    for (let s = this; s; s = s.outer) if (s.names.has(name)) return s;
    throw new ReferenceError(name);
  }
}

class Return { constructor(value) { this.value = value; } }

function execute(node, scope) {
  switch (node.type) {
    case "block": {
      const inner = new Scope(scope);
      for (const s of node.body) {
        const r = execute(s, inner);
        if (r) return r;
      }
      return null;
    }
    case "let": scope.names.set(node.name, evaluate(node.value, scope)); return null;
    case "assign": scope.find(node.name).names.set(node.name, evaluate(node.value, scope)); return null;
    case "fn": scope.names.set(node.name, { node, scope }); return null;
    case "while":
      while (evaluate(node.test, scope)) {
        const r = execute(node.body, scope);
        if (r) return r;
      }
      return null;
    case "if":
      if (evaluate(node.test, scope)) return execute(node.then, scope);
      return node.otherwise && execute(node.otherwise, scope);
    case "return": return new Return(evaluate(node.value, scope));
    default: evaluate(node.value, scope); return null;
  }
}

function evaluate(node, scope) {
  switch (node.type) {
    case "literal": return node.value;
    case "name": return scope.find(node.name).names.get(node.name);
    case "negate": return -evaluate(node.value, scope);
    case "not": return !evaluate(node.value, scope);
    case "call": {
      const f = scope.find(node.name).names.get(node.name), inner = new Scope(f.scope);
      f.node.params.forEach((p, i) => inner.names.set(p, evaluate(node.args[i], scope)));
      const r = execute(f.node.body, inner);
      return r ? r.value : undefined;
    }
  }
  const a = evaluate(node.left, scope);
  if (node.op === "and") return a && evaluate(node.right, scope);
  if (node.op === "or") return a || evaluate(node.right, scope);
  const b = evaluate(node.right, scope);
  switch (node.op) {
    case "+": return a + b;
    case "-": return a - b;
    case "*": return a * b;
    case "/": return a / b;
    case "%": return a % b;
    case "<": return a < b;
    case ">": return a > b;
    case "<=": return a <= b;
    case ">=": return a >= b;
    case "==": return a === b;
    default: return a !== b;
  }
}

function run(n) {
  let checksum = 0;
  for (let i = 0; i < n; i++) {
    const tree = new Parser(source.replace("limit = 40", "limit = " + (10 + i))).program();
    checksum = (checksum * 31 + execute(tree, null).value) % 1000000007;
  }
  return checksum;
}
