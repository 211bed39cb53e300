// The methods of RegExp and String do what a script can observe in the order of the
// specification, each thing once: they are compared with its algorithms, written here
// step by step, on objects that log all that is done to them.
// stress: skip, millions of safepoints
const model = (() => {
  "use strict";
  const RegExp0 = RegExp, exec0 = RegExp.prototype.exec, { apply, construct } = Reflect;
  const getSource = Object.getOwnPropertyDescriptor(RegExp.prototype, "source").get;
  const isObject = (v) => v !== null && (typeof v === "object" || typeof v === "function");
  const hasMatcher = (v) => { try { getSource.call(v); return v !== RegExp0.prototype; } catch { return false; } };
  const fail = () => { throw new TypeError(); };
  const needObject = (v) => { if (!isObject(v)) fail(); };
  const string = (v) => `${v}`;
  const integer = (v) => { const n = +v; return n !== n ? 0 : Math.trunc(n); };
  const length = (v) => Math.min(Math.max(integer(v), 0), 2 ** 53 - 1);
  const toLimit = (v) => (v === undefined ? 2 ** 32 - 1 : v >>> 0);
  const fullUnicode = (flags) => flags.includes("u") || flags.includes("v");
  const digit = (c) => c !== undefined && c >= "0" && c <= "9";
  const method = (v, key) => {
    if (!isObject(v)) return undefined;
    const f = v[key];
    if (f === undefined || f === null) return undefined;
    return typeof f === "function" ? f : fail();
  };
  const isRegExp = (v) => {
    const m = v[Symbol.match];
    return m !== undefined ? Boolean(m) : hasMatcher(v);
  };
  const regExpExec = (r, s) => {
    const exec = r.exec;
    if (typeof exec !== "function") return hasMatcher(r) ? apply(exec0, r, [s]) : fail();
    const result = apply(exec, r, [s]);
    return result === null || isObject(result) ? result : fail();
  };
  const advance = (s, i, unicode) => i + (unicode && i + 1 < s.length && s.codePointAt(i) > 0xffff ? 2 : 1);
  const skipEmpty = (r, s, unicode) => { const i = length(r.lastIndex); r.lastIndex = advance(s, i, unicode); };
  const isConstructor = (f) => { try { construct(new Proxy(f, { construct: () => ({}) }), []); return true; } catch { return false; } };
  const species = (o) => {
    const c = o.constructor;
    if (c === undefined) return RegExp0;
    const s = isObject(c) ? c[Symbol.species] : fail();
    if (s === undefined || s === null) return RegExp0;
    return typeof s === "function" && isConstructor(s) ? s : fail();
  };
  const create = (pattern, flags) => construct(RegExp0, [pattern === undefined ? "" : string(pattern), flags]);
  const substitution = (matched, s, position, captures, named, template) => {
    let out = "";
    while (template !== "") {
      let from = template[0], to = from;
      switch (template.substring(0, 2)) {
        case "$$": from = "$$"; to = "$"; break;
        case "$&": from = "$&"; to = matched; break;
        case "$`": from = "$`"; to = s.substring(0, position); break;
        case "$'": from = "$'"; to = s.substring(position + matched.length); break;
        case "$<": {
          const end = template.indexOf(">");
          from = to = "$<";
          if (end < 0 || named === undefined) break;
          from = template.substring(0, end + 1);
          const capture = named[template.substring(2, end)];
          to = capture === undefined ? "" : string(capture);
          break;
        }
        default:
          if (from !== "$" || !digit(template[1])) break;
          let digits = digit(template[2]) && +template.substring(1, 3) <= captures.length ? 2 : 1;
          const group = +template.substring(1, 1 + digits);
          from = to = template.substring(0, 1 + digits);
          if (group >= 1 && group <= captures.length) to = captures[group - 1] ?? "";
      }
      template = template.substring(from.length);
      out += to;
    }
    return out;
  };
  const throughMethod = (o, x, key, rest, checkGlobal) => {
    if (o === undefined || o === null) fail();
    if (checkGlobal && isObject(x) && isRegExp(x)) {
      const flags = x.flags;
      if (flags === undefined || flags === null || !string(flags).includes("g")) fail();
    }
    const m = method(x, key);
    return m && { value: apply(m, x, [o, ...rest]) };
  };
  const throughRegExp = (key, flags, checkGlobal) => function (x) {
    const done = throughMethod(this, x, key, [], checkGlobal);
    if (done) return done.value;
    const s = string(this);
    return create(x, flags)[key](s);
  };
  const replaceIn = (all) => function (x, value) {
    const done = throughMethod(this, x, Symbol.replace, [value], all);
    if (done) return done.value;
    const s = string(this), needle = string(x), calls = typeof value === "function";
    if (!calls) value = string(value);
    let out = "", end = 0;
    for (let at = s.indexOf(needle); at >= 0;) {
      out += s.substring(end, at) + (calls ? string(apply(value, undefined, [needle, at, s])) : substitution(needle, s, at, [], undefined, value));
      end = at + needle.length;
      const next = at + Math.max(1, needle.length);
      at = all && next <= s.length ? s.indexOf(needle, next) : -1;
    }
    return out + s.substring(end);
  };
  return {
    RegExp: {
      test(x) { needObject(this); return regExpExec(this, string(x)) !== null; },
      toString() { needObject(this); const p = string(this.source); return "/" + p + "/" + string(this.flags); },
      [Symbol.match](x) {
        needObject(this);
        const s = string(x), flags = string(this.flags);
        if (!flags.includes("g")) return regExpExec(this, s);
        this.lastIndex = 0;
        const found = [];
        for (let r; (r = regExpExec(this, s)) !== null;) {
          const text = string(r[0]);
          found.push(text);
          if (text === "") skipEmpty(this, s, fullUnicode(flags));
        }
        return found.length > 0 ? found : null;
      },
      [Symbol.matchAll](x) {
        needObject(this);
        const s = string(x), c = species(this), flags = string(this.flags), r = construct(c, [this, flags]);
        r.lastIndex = length(this.lastIndex);
        let done = false;
        const next = () => {
          if (done) return { value: undefined, done };
          done = true;
          const value = regExpExec(r, s);
          if (value === null) return { value: undefined, done };
          if (!flags.includes("g")) return { value, done: false };
          if (string(value[0]) === "") skipEmpty(r, s, fullUnicode(flags));
          done = false;
          return { value, done };
        };
        return { next };
      },
      [Symbol.replace](x, value) {
        needObject(this);
        const s = string(x), calls = typeof value === "function";
        if (!calls) value = string(value);
        const flags = string(this.flags), results = [];
        if (flags.includes("g")) this.lastIndex = 0;
        for (let r; (r = regExpExec(this, s)) !== null;) {
          results.push(r);
          if (!flags.includes("g")) break;
          if (string(r[0]) === "") skipEmpty(this, s, fullUnicode(flags));
        }
        let out = "", end = 0;
        for (const r of results) {
          const n = length(r.length), matched = string(r[0]), at = Math.max(Math.min(integer(r.index), s.length), 0), captures = [];
          for (let i = 1; i < n; i++) { const c = r[i]; captures.push(c === undefined ? c : string(c)); }
          let named = r.groups, text;
          if (calls) {
            text = string(apply(value, undefined, [matched, ...captures, at, s, ...(named === undefined ? [] : [named])]));
          } else {
            if (named !== undefined) named = named === null ? fail() : Object(named);
            text = substitution(matched, s, at, captures, named, value);
          }
          if (at < end) continue;
          out += s.substring(end, at) + text;
          end = at + matched.length;
        }
        return end >= s.length ? out : out + s.substring(end);
      },
      [Symbol.search](x) {
        needObject(this);
        const s = string(x), before = this.lastIndex;
        if (!Object.is(before, 0)) this.lastIndex = 0;
        const r = regExpExec(this, s), after = this.lastIndex;
        if (!Object.is(after, before)) this.lastIndex = before;
        return r === null ? -1 : r.index;
      },
      [Symbol.split](x, limit) {
        needObject(this);
        const s = string(x), c = species(this), flags = string(this.flags);
        const splitter = construct(c, [this, flags.includes("y") ? flags : flags + "y"]), out = [], lim = toLimit(limit);
        if (lim === 0) return out;
        if (s === "") return regExpExec(splitter, s) === null ? [s] : out;
        let from = 0;
        for (let at = 0; at < s.length;) {
          splitter.lastIndex = at;
          const z = regExpExec(splitter, s);
          const end = z === null ? from : Math.min(length(splitter.lastIndex), s.length);
          if (end === from) { at = advance(s, at, fullUnicode(flags)); continue; }
          out.push(s.substring(from, at));
          if (out.length === lim) return out;
          const n = length(z.length);
          for (let i = 1; i < n; i++) { out.push(z[i]); if (out.length === lim) return out; }
          at = from = end;
        }
        out.push(s.substring(from));
        return out;
      },
    },
    String: {
      match: throughRegExp(Symbol.match, "", false),
      matchAll: throughRegExp(Symbol.matchAll, "g", true),
      search: throughRegExp(Symbol.search, "", false),
      replace: replaceIn(false),
      replaceAll: replaceIn(true),
      split(x, limit) {
        const done = throughMethod(this, x, Symbol.split, [limit], false);
        if (done) return done.value;
        const s = string(this), lim = toLimit(limit), separator = string(x), out = [];
        if (lim === 0) return out;
        if (x === undefined) return [s];
        if (separator === "") { for (let i = 0; i < s.length && i < lim; i++) out.push(s[i]); return out; }
        let from = 0;
        for (let at; (at = s.indexOf(separator, from)) >= 0; from = at + separator.length) {
          out.push(s.substring(from, at));
          if (out.length === lim) return out;
        }
        out.push(s.substring(from));
        return out;
      },
    },
  };
})();

// The objects that log.
let log;
const keyText = (k) => (typeof k === "symbol" ? k.description : k);
function show(v) {
  if (typeof v === "string") return JSON.stringify(v);
  if (Array.isArray(v)) return "[" + v.map(show) + "]";
  return v && (typeof v === "object" || typeof v === "function") ? typeof v : String(v);
}
function spy(name, target) {
  return new Proxy(target, {
    get(t, k) { log.push(name + "." + keyText(k)); return t[k]; },
    set(t, k, v) { log.push(name + "." + keyText(k) + "=" + show(v)); t[k] = v; return true; },
    has(t, k) { log.push(keyText(k) + " in " + name); return k in t; },
    apply(t, self, args) { log.push(name + show(args)); return Reflect.apply(t, self, args); },
    construct(t, args) { log.push("new " + name + show(args)); return Reflect.construct(t, args); },
  });
}
const value = (name, v) => ({ [Symbol.toPrimitive](hint) { log.push(name + " to " + hint); return v; } });
const result = (name, text, index, more) =>
  spy(name, { 0: value(name + "[0]", text), index: value(name + ".index", index), length: value(name + ".length", 1), ...more });
function fake(name, flags, results, more) {
  let i = 0;
  return spy(name, {
    exec: spy(name + ".exec", () => results[i++] ?? null), flags: value(name + ".flags", flags), source: value(name + ".source", "a"),
    lastIndex: value(name + ".lastIndex", 0), ...more,
  });
}
function outcome(f) {
  log = [];
  let r;
  try {
    r = f();
    if (r && typeof r === "object" && typeof r.next === "function") {
      const list = [];
      for (let step, i = 0; i < 5 && !(step = r.next()).done; i++) list.push(step.value);
      r = list;
    }
    r = show(r);
  } catch (e) {
    r = "throws " + e.name;
  }
  return log.join(" ") + " -> " + r;
}
let compared = 0, wrong = 0;
function compare(what, builtin, step, make) {
  const run = (f) => outcome(() => { const [self, ...args] = make(); return Reflect.apply(f, self, args); });
  const want = run(step), got = run(builtin);
  compared++;
  if (want !== got && wrong++ < 10) print(what + "\n  want " + want + "\n  got  " + got);
}

const lists = {
  none: () => [],
  one: () => [result("r", "bc", 1)],
  two: () => [result("r", "bc", 1, { length: 2, 1: value("r[1]", "B") }), result("q", "", 4, { length: 2 })],
  empty: () => [result("r", "", 0), result("q", "", 1)],
  groups: () => [result("r", "b", 1, { groups: spy("groups", { n: value("n", "N") }) })],
  nullGroups: () => [result("r", "b", 1, { groups: null })],
  noObject: () => [1],
  overlap: () => [result("r", "bcd", 1), result("q", "b", 0), result("p", "d", 3)],
  tooLong: () => [result("r", "bcdefgh", 1), result("q", "b", 2), result("p", "", 99)],
  strange: () => [result("r", null, Infinity, { length: -1 })],
};
const argumentLists = {
  template: () => [value("s", "abcde"), value("with", "[$&$1$<n>$'$`$$]")],
  function: () => [value("s", "abcde"), spy("with", () => value("replaced", "F"))],
  limit: () => [value("s", "abcde"), value("limit", 2)],
  limit1: () => [value("s", "abcde"), value("limit", 1)],
  nothing: () => [],
};
for (const key of Reflect.ownKeys(model.RegExp)) {
  for (const flags of ["", "g", "gu", "y", "dgv"]) {
    for (const list in lists) {
      for (const args in argumentLists) {
        const make = () => [fake("rx", flags, lists[list]()), ...argumentLists[args]()];
        compare([keyText(key), flags, list, args].join(), RegExp.prototype[key], model.RegExp[key], make);
      }
    }
    for (const species of [undefined, null, 1, () => 1, "usual"]) {
      const other = () => fake("other", "g", [result("r", "b", 1, { length: 3, 1: value("r[1]", "1") })], { lastIndex: value("other.lastIndex", 2) });
      const make = () => {
        const c = spy("C", { [Symbol.species]: species === "usual" ? spy("S", function () { return other(); }) : species });
        return [fake("rx", flags, [], { constructor: c }), value("s", "abcde"), value("limit", 1)];
      };
      compare([keyText(key), flags, "species", String(species)].join(), RegExp.prototype[key], model.RegExp[key], make);
    }
  }
}

const methods = (v) => Object.fromEntries(["match", "matchAll", "replace", "search", "split"].map((k) => [Symbol[k], typeof v === "function" ? spy(k, v) : v]));
const patterns = {
  text: () => value("a", "b"),
  object: () => spy("a", { toString() { log.push("a to string"); return "b"; } }),
  claims: () => spy("a", { [Symbol.match]: true, flags: value("a.flags", "g"), toString: () => "b" }),
  denies: () => spy("a", { [Symbol.match]: false, toString: () => "b" }),
  noFlags: () => spy("a", { [Symbol.match]: true }),
  notGlobal: () => spy("a", { [Symbol.match]: true, flags: value("a.flags", "i") }),
  methods: () => spy("a", { flags: "g", ...methods((...args) => args.length) }),
  nullMethods: () => spy("a", { toString: () => "b", ...methods(null) }),
  badMethods: () => spy("a", { flags: "g", ...methods(1) }),
  nothing: () => undefined,
  null: () => null,
  symbol: () => Symbol(),
  regexp: () => /b/g,
  ownExec: () => Object.defineProperty(/b/g, "exec", { get() { log.push("exec"); return RegExp.prototype.exec; } }),
  oneExec: () => { let n = 0; return Object.defineProperty(/b/g, "exec", { get() { log.push("exec"); return n++ ? () => null : RegExp.prototype.exec; } }); },
};
const texts = { text: () => "abcabc", object: () => value("s", "abcabc"), wrapper: () => new String("abcabc"), nothing: () => undefined };
const seconds = { nothing: () => undefined, text: () => value("with", "x$&"), number: () => value("limit", 1), function: () => spy("with", () => value("replaced", "F")) };
for (const key of Object.keys(model.String)) {
  for (const p in patterns) for (const s in texts) for (const w in seconds) {
    compare(["String", key, p, s, w].join(), String.prototype[key], model.String[key], () => [texts[s](), patterns[p](), seconds[w]()]);
  }
}
print((compared > 3000) + " " + wrong); // expect: true 0
