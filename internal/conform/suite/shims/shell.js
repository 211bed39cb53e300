// What shells of engines have in common: files by name, which the runner has found in the
// text of the test, and ways out. $files maps paths from the root of the suite to texts.
(function (global) {
  const define = (name, value) => {
    const own = Object.getOwnPropertyDescriptor(global, name); // what an engine does not let go stays
    if (!own || own.configurable) Object.defineProperty(global, name, { value, writable: true, configurable: true });
  };
  const evalScript = $262.evalScript, createRealm = $262.createRealm, collect = $262.gc, detach = $262.detachArrayBuffer;
  const normal = (path) => {
    const out = [];
    for (const part of path.split("/")) {
      if (part === "..") out.pop();
      else if (part !== "" && part !== ".") out.push(part);
    }
    return out.join("/");
  };
  const folders = global.$folders || [""];
  const read = (name) => {
    for (const folder of String(name)[0] === "/" ? [""] : folders) {
      const text = global.$files[normal(folder + "/" + name)];
      if (text !== undefined) return text;
    }
    throw new Error("the runner has not found the file " + name + " in the text of the test");
  };
  function Quit(status) { this.status = status; }
  Quit.prototype.toString = function () { return "quit(" + this.status + ")"; };
  define("load", (...names) => { for (const name of names) evalScript(read(name)); });
  define("read", read);
  define("readFile", read);
  define("quit", (status) => {
    if (status) throw new Error("the test has quit with status " + status);
    throw new Quit(0);
  });
  define("gc", () => { collect(); });
  define("evaluate", (source) => evalScript(source));
  define("newGlobal", () => {
    const realm = createRealm();
    realm.global.evaluate = realm.global.eval && ((source) => realm.evalScript(source));
    return realm.global;
  });
  define("detachArrayBuffer", (buffer) => detach(buffer));
  if (typeof global.console === "undefined") define("console", { log: (...what) => print(what.join(" ")) });
})(globalThis);
