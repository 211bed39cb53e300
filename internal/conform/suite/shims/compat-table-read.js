// Reads a data file of compat-table and lists its tests with their code. Marked places are
// filled in by the runner.
(function () {
  const modules = {{modules}}, name = {{name}}, text = {{text}};
  const run = (text) => {
    const module = { exports: {} };
    new Function("module", "exports", "require", text)(module, module.exports, require);
    return module.exports;
  };
  const require = (wanted) => {
    const key = Object.keys(modules).find((m) => m.replace(/\.\w+$/, "") === wanted.replace(/^\.\//, "").replace(/\.\w+$/, ""));
    // What else is required says how results look, and nothing of tests.
    return key === undefined ? {} : key.endsWith(".json") ? JSON.parse(modules[key]) : run(modules[key]);
  };
  const codeOf = (exec) => {
    const source = String(exec), comment = /^[^]*?\{\s*\/\*([^]*)\*\/\s*\}\s*$/.exec(source);
    if (comment) return comment[1];
    return "return (" + source + ").call(this);";
  };
  const list = [], seen = new Map();
  const add = (path, exec) => {
    const n = seen.get(path) || 0;
    seen.set(path, n + 1);
    list.push({ path: n > 0 ? path + " (" + (n + 1) + ")" : path, code: codeOf(exec) });
  };
  const plain = (s) => String(s).replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replaceAll("/", "∕").trim();
  const walk = (path, test) => {
    const here = path + "/" + plain(test.name);
    if (test.subtests) return test.subtests.forEach((t) => walk(here, t));
    if (typeof test.exec === "function") return add(here, test.exec);
    if (Array.isArray(test.exec)) return test.exec.forEach((e) => { if (e && typeof e.script === "function") add(here, e.script); });
  };
  (run(text).tests || []).forEach((t) => walk(name, t));
  return JSON.stringify(list);
})()
