// A Lisp: a reader, macros, closures, tail calls in a loop, and programs in it.
// n = 12
// checksum = ((0 3 10 20 30 37 47 57 67 74 84 94) 10 2 601 done)
"use strict";

class Name {
  static all = new Map();
  constructor(text) { this.text = text; }
  static of(text) {
    let s = Name.all.get(text);
    if (!s) Name.all.set(text, s = new Name(text));
    return s;
  }
}

class Pair {
  constructor(head, tail) { this.head = head; this.tail = tail; }
  *[Symbol.iterator]() { for (let p = this; p instanceof Pair; p = p.tail) yield p.head; }
}

const NIL = Object.freeze({ *[Symbol.iterator]() {} });
const list = (...items) => items.reduceRight((tail, head) => new Pair(head, tail), NIL);

const token = /\s*(;[^\n]*|'|[()]|"(?:[^"\\]|\\.)*"|[^\s()'"]+)/gy;

function read(text) {
  const tokens = [];
  token.lastIndex = 0;
  for (let m; (m = token.exec(text)) !== null;) if (m[1][0] !== ";") tokens.push(m[1]);
  let at = 0;
  function form() {
    const t = tokens[at++];
    if (t === "'") return list(Name.of("quote"), form());
    if (t === "(") {
      const items = [];
      let end = NIL;
      while (tokens[at] !== ")") {
        if (tokens[at] !== ".") { items.push(form()); continue; }
        at++;
        end = form();
      }
      at++;
      return items.reduceRight((tail, head) => new Pair(head, tail), end);
    }
    if (t[0] === '"') return JSON.parse(t);
    if (t === "#t") return true;
    if (t === "#f") return false;
    const number = Number(t);
    return Number.isNaN(number) ? Name.of(t) : number;
  }
  const forms = [];
  while (at < tokens.length) forms.push(form());
  return forms;
}

class Frame {
  constructor(outer) { this.outer = outer; this.values = new Map(); }
  find(name) {
    for (let f = this; f; f = f.outer) if (f.values.has(name)) return f;
    throw new ReferenceError(name.text);
  }
  get(name) { return this.find(name).values.get(name); }
  set(name, value) { this.values.set(name, value); }
}

class Closure {
  constructor(params, body, frame) { this.params = params; this.body = body; this.frame = frame; }
  bind(args) {
    const frame = new Frame(this.frame);
    let p = this.params, i = 0;
    for (; p instanceof Pair; p = p.tail) frame.set(p.head, args[i++]);
    if (p instanceof Name) frame.set(p, list(...args.slice(i)));
    return frame;
  }
}

class Macro extends Closure {}

const names = {};
for (const n of ["quote", "if", "define", "set!", "lambda", "begin", "let", "macro", "and", "or"]) names[n] = Name.of(n);

const falsy = (v) => v === false;

/** Evaluates a form; a tail call goes round the loop. */
function evaluate(form, frame) {
  for (;;) {
    if (form instanceof Name) return frame.get(form);
    if (!(form instanceof Pair)) return form;
    const { head, tail } = form;
    switch (head) {
      case names.quote: return tail.head;
      case names.if: {
        const [test, then, otherwise = NIL] = tail;
        form = falsy(evaluate(test, frame)) ? otherwise : then;
        continue;
      }
      case names.define: {
        if (tail.head instanceof Pair) frame.set(tail.head.head, new Closure(tail.head.tail, tail.tail, frame));
        else frame.set(tail.head, evaluate(tail.tail.head, frame));
        return NIL;
      }
      case names["set!"]: frame.find(tail.head).set(tail.head, evaluate(tail.tail.head, frame)); return NIL;
      case names.lambda: return new Closure(tail.head, tail.tail, frame);
      case names.macro: frame.set(tail.head, new Macro(tail.tail.head, tail.tail.tail, frame)); return NIL;
      case names.let: {
        const inner = new Frame(frame);
        for (const binding of tail.head) inner.set(binding.head, evaluate(binding.tail.head, frame));
        form = last(tail.tail, inner);
        frame = inner;
        continue;
      }
      case names.begin: form = last(tail, frame); continue;
      case names.and:
      case names.or: {
        let value = head === names.and;
        for (const part of tail) if (falsy(value = evaluate(part, frame)) === (head === names.and)) break;
        return value;
      }
    }
    const f = evaluate(head, frame);
    if (f instanceof Macro) {
      const inner = f.bind([...tail]);
      form = evaluate(last(f.body, inner), inner);
      continue;
    }
    const args = [];
    for (let p = tail; p instanceof Pair; p = p.tail) args.push(evaluate(p.head, frame));
    if (typeof f === "function") return f(...args);
    frame = f.bind(args);
    form = last(f.body, frame);
  }
}

/** Evaluates all forms but the last, which it returns. */
function last(forms, frame) {
  for (; forms.tail instanceof Pair; forms = forms.tail) evaluate(forms.head, frame);
  return forms.head;
}

function globals() {
  const frame = new Frame(null);
  const builtins = {
    "+": (...xs) => xs.reduce((a, b) => a + b, 0), "-": (a, b) => a - b, "*": (...xs) => xs.reduce((a, b) => a * b, 1),
    "%": (a, b) => a % b, "<": (a, b) => a < b, "=": (a, b) => a === b, "null?": (x) => x === NIL,
    cons: (a, b) => new Pair(a, b), car: (p) => p.head, cdr: (p) => p.tail, list, not: falsy,
    display: (x) => show(x), append: (a, b) => [...a].reduceRight((t, h) => new Pair(h, t), b),
  };
  for (const [name, f] of Object.entries(builtins)) frame.set(Name.of(name), f);
  return frame;
}

function show(x) {
  if (x === NIL) return "()";
  if (x instanceof Pair) return `(${[...x].map(show).join(" ")})`;
  return x instanceof Name ? x.text : typeof x === "boolean" ? (x ? "#t" : "#f") : String(x);
}

const library = `
(macro unless (test . body) (list 'if test '() (cons 'begin body)))
(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))
(define (filter f l) (if (null? l) '() (if (f (car l)) (cons (car l) (filter f (cdr l))) (filter f (cdr l)))))
(define (fold f a l) (if (null? l) a (fold f (f a (car l)) (cdr l))))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
`;

const program = `
; sorting, queens, a counter, and a loop that is a tail call
(define (sort l)
  (if (null? l) '()
    (let ((p (car l)) (rest (cdr l)))
      (append (sort (filter (lambda (x) (< x p)) rest)) (cons p (sort (filter (lambda (x) (not (< x p))) rest)))))))
(define (safe? q k others)
  (or (null? others)
    (and (not (= q (car others))) (not (= (+ q k) (car others))) (not (= (- q k) (car others))) (safe? q (+ k 1) (cdr others)))))
(define (queens n placed left)
  (if (= left 0) 1
    (fold (lambda (sum q) (if (safe? q 1 placed) (+ sum (queens n (cons q placed) (- left 1))) sum)) 0 (range 0 n))))
(define (counter) (let ((n 0)) (lambda () (begin (set! n (+ n 1)) n))))
(define next (counter))
(define (loop i sum) (if (< i 300) (loop (+ i 1) (+ sum (% (* i i) 7))) sum))
(list (sort (map (lambda (x) (% (* x 37) 101)) (range 0 size))) (queens 5 '() 5) (begin (next) (next)) (loop 0 0) (unless #f "done"))
`;

function run(n) {
  const frame = globals();
  frame.set(Name.of("size"), n);
  let value;
  for (const form of read(library).concat(read(program))) value = evaluate(form, frame);
  return show(value);
}
