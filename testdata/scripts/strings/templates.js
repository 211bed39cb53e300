// Template literals and tags.
const a = 1, f = (x) => x * 2;
print(`a=${a} f=${f(a + 1)} nested=${`<${a}>`} brace=${{ x: "}" }.x}`); // expect: a=1 f=4 nested=<1> brace=}
const lines = `line
two`;
print(lines.length + `\``.length + `\u0041${""}`.length); // expect: 10
function tag(strings, ...values) { return strings.raw.join("|") + " / " + strings.map(String).join("|") + " / " + values.join(); }
print(tag`x${1}y\n${2}`.replace(/\n/g, "<nl>")); // expect: x|y\n| / x|y<nl>| / 1,2
print(`[${tag``}]`); // expect: [ /  / ]
print(tag`\unicode ${1} \xg`); // expect: \unicode | \xg / undefined|undefined / 1
const same = () => ((s) => s)`site`;
print(same() === same()); // expect: true
const id = (s) => s;
print(id`x` === id`x`); // expect: false
const t = same();
print(Object.isFrozen(t) + " " + Object.isFrozen(t.raw) + " " + Array.isArray(t) + " " + Object.keys(t));
// expect: true true true 0
const o = { p: "this", tag() { return this.p; }, get getter() { return () => "got"; } };
print(o.tag`` + o["tag"]`` + o.getter`x`); // expect: thisthisgot
print((() => (s) => s[0])()`curried`); // expect: curried
print(String.raw`\u00zz${1}\x`); // expect: \u00zz1\x
print(`${[1, 2]}` + `${{}}` + `${null}${undefined}${true}`); // expect: 1,2[object Object]nullundefinedtrue
try { `${Symbol("s")}`; } catch (e) { print(e.name); } // expect: TypeError
const order = []; `${order.push(1)}${order.push(2)}`;
print(order.join()); // expect: 1,2
print(`\r\n`.length + " " + eval("`\r\n`").length + " " + eval("String.raw`\r\n`").length); // expect: 2 1 1
try { eval("`\\u{110000}`"); } catch (e) { print(e.name); } // expect: SyntaxError
const chain = (s) => (...v) => (s2) => s[0] + v.length + s2[0];
print(chain`a`(1, 2)`b`); // expect: a2b
