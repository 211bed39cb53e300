// uglify-js compresses and mangles functions, then a whole library.
import { minify } from "uglify-js";
import source from "text:preact-render-to-string/dist/index.js";
import template from "text:handlebars/dist/cjs/handlebars/utils.js";

const sample = `
  var DEBUG = false;
  function outer(first, second) {
    var unused = 1, sum = 0;
    for (var index = 0; index < first.length; index++) { if (DEBUG) { console.log(first); } sum = sum + first[index] * 2; }
    if (sum > 10) { return sum; } else { return second ? second(sum) : undefined; }
  }
  function constant() { var a = 1 + 2 * 3, b = "x" + "y"; return a > 5 ? b + a : null; }
  (function () { var local = function recursive(n) { return n <= 1 ? 1 : n * recursive(n - 1); }; window.result = outer([1, 2, local(5)], constant); })();
`;
for (const options of [{}, { mangle: false }, { compress: false }, { compress: { passes: 3, unsafe: true }, mangle: { toplevel: true }, toplevel: true }, { output: { beautify: true } }]) {
  const result = minify(sample, options);
  console.log(result.error ? String(result.error) : result.code);
}
for (const [name, text] of [["render", source], ["utils", template]]) {
  const result = minify({ [`${name}.js`]: text }, { sourceMap: true, compress: { passes: 2 } });
  console.log(name, result.code ? result.code : String(result.error));
  const map = JSON.parse(result.map);
  console.log(map.version, map.sources, map.names.length, map.mappings.length);
}
console.log(minify("function (").error.message);
