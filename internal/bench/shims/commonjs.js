// Modules of CommonJS: a table of functions by name of the file, and require.
var kilnModules = { table: {}, loaded: {} };
kilnModules.load = function (file) {
  if (file in kilnModules.loaded) return kilnModules.loaded[file].exports;
  var module = kilnModules.loaded[file] = { exports: {} };
  kilnModules.table[file].call(module.exports, module, module.exports, function (name) {
    var out = [];
    (file.replace(/[^\/]*$/, "") + name).split("/").forEach(function (part) {
      if (part === ".." && out.length && out[out.length - 1] !== "..") out.pop();
      else if (part !== ".") out.push(part);
    });
    var path = out.join("/");
    var found = [path, path + ".js", path + ".json", path + "/index.js"].filter(function (p) { return p in kilnModules.table; })[0];
    if (!found) throw new Error("there is no module " + name);
    return kilnModules.load(found);
  });
  return module.exports;
};
