// A template engine: templates are compiled to closures, with loops, conditions, filters, partials and escaping.
// n = 25
// checksum = 4686 -405586899
"use strict";

const templates = {
  page: `<!doctype html>
<title>{{ title | upper }}</title>
<ul class="nav">{% for link in nav %}<li{% if link.active %} class="active"{% end %}><a href="{{ link.href }}">{{ link.text }}</a></li>{% end %}</ul>
{% for item in items %}
  {% include "item" %}
{% else %}
  <p>Nothing here.</p>
{% end %}
<p>{{ items | length }} items, {{ total | fixed 2 }} in all{% if user %}, for {{ user.name | default "nobody" }}{% end %}.</p>`,
  item: `<article id="item-{{ loop.index }}">
  <h2>{{ item.name }}{% if item.price > 50 and not item.sold %} <em>new</em>{% end %}</h2>
  {% if item.tags %}<p>{% for tag in item.tags %}{{ tag | escape | truncate 6 }}{% if not loop.last %}, {% end %}{% end %}</p>{% end %}
  <p>{% if item.price > 80 %}dear{% elif item.price > 40 %}fair{% else %}cheap{% end %}: {{ item.price | fixed 2 }}</p>
  {{ item.html | raw }}
</article>`,
};

class Safe { constructor(text) { this.text = text; } toString() { return this.text; } }

const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (value) => value instanceof Safe ? value.text : String(value ?? "").replace(/[&<>"']/g, (c) => entities[c]);

const filters = {
  upper: (v) => String(v).toUpperCase(),
  length: (v) => v.length,
  fixed: (v, digits) => v.toFixed(digits),
  default: (v, other) => (v === undefined || v === "" ? other : v),
  truncate: (v, n) => { const s = String(v); return s.length > n ? new Safe(s.slice(0, n) + "&hellip;") : s; },
  escape: (v) => new Safe(escape(v)),
  raw: (v) => new Safe(v ?? ""),
};

const piece = /\{\{\s*(.*?)\s*\}\}|\{%\s*(\w+)\s*(.*?)\s*%\}/gs;
const word = /"([^"]*)"|(\d+(?:\.\d+)?)|([\w.]+)|(==|!=|[<>]=?)|(\|)/g;

function lookup(path) {
  const parts = path.split(".");
  return (scope) => {
    let value = scope[parts[0]];
    for (let i = 1; i < parts.length && value != null; i++) value = value[parts[i]];
    return value;
  };
}

class Expression {
  constructor(text) { this.words = [...text.matchAll(word)]; this.at = 0; }
  peek(k) { return this.words[this.at]?.[k]; }
  or() {
    let left = this.and();
    while (this.peek(3) === "or") {
      this.at++;
      const a = left, b = this.and();
      left = (s) => a(s) || b(s);
    }
    return left;
  }
  and() {
    let left = this.not();
    while (this.peek(3) === "and") {
      this.at++;
      const a = left, b = this.not();
      left = (s) => a(s) && b(s);
    }
    return left;
  }
  not() {
    if (this.peek(3) === "not") {
      this.at++;
      const a = this.not();
      return (s) => !truth(a(s));
    }
    const a = this.filtered(), op = this.peek(4);
    if (!op) return a;
    this.at++;
    const b = this.filtered();
    switch (op) {
      case "==": return (s) => a(s) === b(s);
      case "!=": return (s) => a(s) !== b(s);
      case "<": return (s) => a(s) < b(s);
      case ">": return (s) => a(s) > b(s);
      case "<=": return (s) => a(s) <= b(s);
      default: return (s) => a(s) >= b(s);
    }
  }
  filtered() {
    let value = this.atom();
    while (this.peek(5)) {
      this.at++;
      const filter = filters[this.words[this.at++][3]], inner = value, args = [];
      while (this.peek(1) !== undefined || this.peek(2)) args.push(this.atom());
      value = (s) => filter(inner(s), ...args.map((a) => a(s)));
    }
    return value;
  }
  atom() {
    const [, text, number, name] = this.words[this.at++];
    if (text !== undefined) return () => text;
    if (number !== undefined) return () => Number(number);
    return lookup(name);
  }
}

const truth = (v) => (Array.isArray(v) ? v.length > 0 : Boolean(v));

class Compiler {
  constructor(text) {
    this.parts = [];
    let from = 0;
    for (const m of text.matchAll(piece)) {
      if (m.index > from) this.parts.push({ text: text.slice(from, m.index) });
      this.parts.push(m[2] ? { tag: m[2], rest: m[3] } : { output: m[1] });
      from = m.index + m[0].length;
    }
    this.parts.push({ text: text.slice(from) });
    this.at = 0;
  }
  block(...ends) {
    const steps = [];
    while (this.at < this.parts.length && !ends.includes(this.parts[this.at].tag)) steps.push(this.step(this.parts[this.at++]));
    return (scope, out) => { for (const s of steps) s(scope, out); };
  }
  step({ text, output, tag, rest }) {
    if (text !== undefined) return (scope, out) => { out.push(text); };
    if (output !== undefined) {
      const value = new Expression(output).or();
      return (scope, out) => { out.push(escape(value(scope))); };
    }
    switch (tag) {
      case "for": return this.loop(/^(\w+) in (.*)$/.exec(rest));
      case "if": return this.condition(rest);
      case "include": {
        const name = rest.slice(1, -1);
        return (scope, out) => compiled(name)(scope, out);
      }
    }
    throw new SyntaxError("unknown tag " + tag);
  }
  loop([, name, rest]) {
    const list = new Expression(rest).or(), body = this.block("else", "end");
    const otherwise = this.parts[this.at++].tag === "else" ? this.block("end") : null;
    if (otherwise) this.at++;
    return (scope, out) => {
      const items = list(scope);
      if (!items.length) return otherwise?.(scope, out);
      items.forEach((item, i) => body(Object.assign(Object.create(scope), { [name]: item, loop: { index: i + 1, last: i === items.length - 1 } }), out));
    };
  }
  condition(rest) {
    const test = new Expression(rest).or(), then = this.block("elif", "else", "end"), end = this.parts[this.at++];
    let otherwise = null;
    if (end.tag === "elif") otherwise = this.condition(end.rest);
    if (end.tag === "else") { otherwise = this.block("end"); this.at++; }
    return (scope, out) => { if (truth(test(scope))) then(scope, out); else otherwise?.(scope, out); };
  }
}

let cache = new Map();
function compiled(name) {
  if (!cache.has(name)) cache.set(name, new Compiler(templates[name]).block());
  return cache.get(name);
}

function render(name, data) {
  const out = [];
  compiled(name)(data, out);
  return out.join("");
}

function run(n) {
  cache = new Map();
  const items = Array.from({ length: n }, (_, i) => ({
    name: `Thing <${i}> & "more"`, price: i * 37 % 100 + 0.5, sold: i % 3 === 0,
    tags: ["plain", "it's long", "a<b"].slice(0, i % 4), html: i % 5 ? undefined : "<hr>",
  }));
  const nav = ["home", "shop", "about"].map((text, i) => ({ text, href: `/${text}?a=1&b=${i}`, active: i === 1 }));
  let h = 0, size = 0;
  for (const list of [items, [], items.slice(0, 3)]) {
    const html = render("page", { title: "Things & more", nav, items: list, total: list.reduce((s, x) => s + x.price, 0), user: { name: "" } });
    size += html.length;
    for (let i = 0; i < html.length; i += 2) h = (Math.imul(h, 31) + html.charCodeAt(i)) | 0;
  }
  return `${size} ${h}`;
}
