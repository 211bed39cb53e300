// Regular expressions: the ways that skip the observable steps must give what
// those give.
function same(actual, expected, what) {
  if (!Object.is(String(actual), String(expected))) throw new Error((what || "") + ": got " + String(actual) + ", want " + String(expected));
}
function throws(ctor, f) {
  try { f(); } catch (e) {
    if (e instanceof ctor) return;
    throw e;
  }
  throw new Error("no " + ctor.name);
}

// A subclass takes the observable way, a plain RegExp the short one.
class Slow extends RegExp { exec(s) { return super.exec(s); } }
const texts = ["", "abc", "aXbXc", "\u{1F600}a\u{1F600}", "1,2;3\na"];
const patterns = ["", "(x)?", "X", "[,;]", "(?<n>.)\\b", "^", "(?<!a)b|(\\d)"];
for (const flags of ["", "g", "gy", "gmu", "uy"]) {
  for (const pattern of patterns) {
    for (const text of texts) {
      const fast = new RegExp(pattern, flags), slow = new Slow(pattern, flags);
      const what = `/${pattern}/${flags} on ${JSON.stringify(text)}`;
      const check = (f, name) => {
        fast.lastIndex = slow.lastIndex = 1;
        same(JSON.stringify(f(fast)), JSON.stringify(f(slow)), `${name} ${what}`);
        same(fast.lastIndex, slow.lastIndex, `lastIndex after ${name} ${what}`);
      };
      check(r => text.match(r), "match");
      check(r => text.search(r), "search");
      check(r => text.split(r), "split");
      check(r => text.split(r, 2), "split 2");
      check(r => text.replace(r, "[$1|$&|$`|$'|$$|$9|$<n>]"), "replace");
      check(r => text.replace(r, (...a) => JSON.stringify(a)), "replace by function");
      check(r => r.test(text), "test");
      check(r => r.exec(text), "exec");
    }
  }
}

// Functions that replace may change everything; the matches are found before.
const re = /[ab]/g;
same("abab".replace(re, m => { re.lastIndex = 3; re.compile("x"); return m + m; }), "aabbaabb");

// Properties that a script replaced are read.
const patched = /a/;
patched.exec = () => null;
same(patched.test("a"), false);
const exec = RegExp.prototype.exec;
RegExp.prototype.exec = () => null;
same("a".replace(/a/, "b"), "a");
RegExp.prototype.exec = exec;
same("a".replace(/a/, "b"), "b");

same([..."a1b2".matchAll(/[a-z](?<d>\d)/g)].map(m => m.groups.d), "1,2");
same(/(a)(?<n>b)?/d.exec("xa").indices.join("|"), "1,2|1,2|");
same(new RegExp("/\n[/]").source, "\\/\\n[/]");
same(RegExp.escape("a.b"), "\\x61\\.b");
/(\w)(\w)/.exec("-xy-");
same([RegExp.$1, RegExp.$2, RegExp.lastMatch, RegExp["$`"], RegExp.rightContext], "x,y,xy,-,-");
throws(SyntaxError, () => new RegExp("("));
throws(SyntaxError, () => new RegExp("a", "gg"));
