// lodash: collections, deep copies, templates, chains.
import _ from "lodash";

const people = _.times(60, (i) => ({ id: i, name: _.startCase(_.repeat("ab", 1 + (i % 3)) + i), age: 20 + ((i * 7) % 40), tags: _.range(i % 4).map((t) => `t${t}`), address: { city: ["Oslo", "Rome", "Lima"][i % 3], zip: { code: i * 11 } } }));
console.log(JSON.stringify(_.countBy(people, "address.city")));
console.log(JSON.stringify(_(people).groupBy("address.city").mapValues((g) => _.meanBy(g, "age")).toPairs().sortBy(0).value()));
console.log(JSON.stringify(_.chain(people).filter({ address: { city: "Rome" } }).orderBy(["age", "id"], ["desc", "asc"]).take(5).map("name").value()));
const copy = _.cloneDeep({ people, map: new Map([[1, { a: [1] }]]), set: new Set([1]), date: new Date(0), re: /x/gi, buffer: new Uint8Array([1, 2, 3]), sym: Symbol.iterator });
copy.people[0].address.zip.code = "changed";
console.log(people[0].address.zip.code, copy.map.get(1).a[0], copy.set.has(1), +copy.date, String(copy.re), copy.buffer.join());
console.log(_.isEqual(people, _.cloneDeep(people)), _.isEqual(copy.people, people), _.isEqual(new Map([[{}, 1]]), new Map([[{}, 1]])), _.isEqual([NaN, -0], [NaN, 0]));
console.log(JSON.stringify(_.merge({ a: [{ b: 2 }, { d: 4 }], x: { y: { z: 1 } } }, { a: [{ c: 3 }, { e: 5 }], x: { y: { w: 2 } } })));
console.log(JSON.stringify(_.defaultsDeep({ a: { b: 2 } }, { a: { b: 1, c: 3 }, d: [4] })), JSON.stringify(_.set({}, "a[0].b.c", 4)), _.get(people, "[3].address.zip.code"), _.has(people, "[3].nope"));
const compiled = _.template("<ul><% _.forEach(users, function(u, i) { %><li class='<%- u.cls %>'><%= i %>: ${ u.name }</li><% }); %></ul>");
console.log(compiled({ users: [{ name: "fred", cls: "a&b" }, { name: "barney", cls: "<x>" }] }));
console.log(["fooBar baz-qux", "XMLHttpRequest v2", "déjà vu ñandú"].map((s) => [_.camelCase(s), _.kebabCase(s), _.snakeCase(s), _.deburr(s), _.words(s).length].join("|")).join("\n"));
console.log(_.truncate("hi-diddly-ho there, neighborino", { length: 24, separator: /,? +/ }), _.padStart("7", 4, "ab"), _.escape("<&'\">"), _.unescape("&lt;&amp;&#39;"));
const fib = _.memoize((n) => n < 2 ? n : fib(n - 1) + fib(n - 2));
console.log(fib(70), _.curry((a, b, c) => a + b + c)(1)(2, 3), _.flow([_.add, (n) => n * n])(1, 2), _.partialRight(_.subtract, 2)(10), _.once(() => 4)(), _.ary(parseInt, 1)("08"));
console.log(JSON.stringify(_.zipObjectDeep(["a.b[0].c", "a.b[1].d"], [1, 2])), _.xor([2, 1], [2, 3]), _.intersectionBy([2.1, 1.2], [2.3, 3.4], Math.floor), _.uniqWith([{ x: 1 }, { x: 1 }, { x: 2 }], _.isEqual).length);
console.log(_.flattenDeep([1, [2, [3, [4]], 5]]), _.chunk(_.range(7), 3), _.sortedIndex([10, 20, 30], 25), _.pullAt(["a", "b", "c"], [0, 2]), _.inRange(3, 2, 4), _.clamp(-10, -5, 5));
console.log(_.reduce(people, (sum, p) => sum + p.age, 0), _.maxBy(people, "age").id, _.partition(people, (p) => p.age > 40).map(_.size), _.keyBy(people, "id")[42].name, _.invertBy({ a: 1, b: 2, c: 1 }));
console.log(_(_.range(1000)).map((x) => x * x).filter((x) => x % 3 === 1).take(6).value(), _.toPath("a[0]['b.c'].d"), _.isPlainObject(Object.create(null)), _.isArguments((function () { return arguments; })()));
let calls = 0;
const debounced = _.debounce(() => { calls++; }, 5), throttled = _.throttle(() => { calls += 10; }, 5);
for (let i = 0; i < 5; i++) { debounced(); throttled(); }
setTimeout(() => console.log("calls", calls), 60);
