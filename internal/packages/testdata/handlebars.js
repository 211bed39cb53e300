// handlebars compiles templates to functions and runs them.
import Handlebars from "handlebars";

Handlebars.registerHelper("shout", (s) => new Handlebars.SafeString(String(s).toUpperCase() + "<!>"));
Handlebars.registerHelper("list", function (items, options) { return items.map((item, i) => options.fn(item, { data: { index: i, last: i === items.length - 1 } })).join(", "); });
Handlebars.registerHelper("math", (a, op, b) => ({ "+": a + b, "*": a * b })[op]);
Handlebars.registerPartial("card", "<div class=\"card {{kind}}\">{{> @partial-block}}{{title}}</div>");
Handlebars.registerPartial("row", "{{#each this}}{{@key}}={{this}};{{/each}}");
const show = (source, data, options) => {
  try { console.log(Handlebars.compile(source, options)(data)); } catch (e) { console.log(e.name, e.message.split("\n").join(" / ")); }
};
const data = { name: "Ann <b>", items: [{ n: 1, tags: ["x", "y"] }, { n: 2, tags: [] }], empty: [], map: { one: 1, two: { three: 3 } }, yes: true, no: false, zero: 0, html: "<i>&</i>" };
show("Hello {{name}} {{{name}}} {{shout name}}", data);
show("{{#each items}}{{@index}}{{#if @first}}first{{/if}}:{{n}}[{{#each tags as |tag i|}}{{i}}{{tag}}{{../../name}}{{else}}none{{/each}}]{{/each}}", data);
show("{{#if yes}}y{{else if no}}n{{else}}z{{/if}} {{#unless zero}}zero{{/unless}} {{#if zero includeZero=true}}incl{{/if}} {{#with map.two as |t|}}{{t.three}}{{/with}}", data);
show("{{#each empty}}x{{else}}nothing{{/each}} {{lookup map \"one\"}} {{math (math 2 '+' 3) '*' 4}} {{#list items}}{{n}}{{@index}}{{@last}}{{/list}}", data);
show("{{#> card kind='wide' title=name}}<p>{{html}}</p>{{/card}} {{> row map}} {{> (lookup . 'which')}}", { ...data, which: "row" });
show("{{~#each items~}}\n  {{n}}  \n{{~/each~}}|  {{! comment }}  {{!-- {{not}} --}}|\\{{escaped}}", data);
show("{{#*inline 'in'}}inline {{x}}{{/inline}}{{> in x=5}}{{missing}}{{missing.deep.path}}{{[odd key]}}", { "odd key": "odd" });
show("{{#each map}}{{@key}}-{{@first}}{{@last}} {{/each}}{{@root.name}}", data);
show("{{missing}}", {}, { strict: true });
show("{{#if}}", {});
show("{{unknownHelper 1}}", {});
show("{{#each items}}{{> notThere}}{{/each}}", data);
show("{{constructor}}{{__proto__}}{{name.constructor.name}}", data);
console.log(Handlebars.precompile("{{#each a}}{{b}}{{/each}}").length > 500, JSON.stringify(Handlebars.parse("a {{b.c d=1}} e").body.map((n) => n.type)));
const big = Handlebars.compile("{{#each rows}}<tr>{{#each this}}<td>{{this}}</td>{{/each}}</tr>{{/each}}")({ rows: Array.from({ length: 200 }, (_, r) => Array.from({ length: 8 }, (_, c) => r * c)) });
console.log(big.length, big.slice(-60));
