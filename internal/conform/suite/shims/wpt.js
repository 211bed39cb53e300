// What testharness.js and *.any.js find in a global scope beside the language and what the
// engine has. Files of the suite that the text of the test names are in $files; fetch gets
// those, and anything else only if the engine has a fetch of its own.
(function (global) {
  const define = (name, value) => { if (!(name in global)) Object.defineProperty(global, name, { value, writable: true, configurable: true }); };
  define("self", global);
  define("GLOBAL", { isWindow: () => false, isWorker: () => false, isShadowRealm: () => false });
  define("location", { href: "http://web-platform.test" + $path + $search, origin: "http://web-platform.test", protocol: "http:", host: "web-platform.test", hostname: "web-platform.test",
    pathname: $path, search: $search, hash: "", toString() { return this.href; } });
  const outside = global.fetch;
  global.fetch = async (name, ...options) => {
    const parts = [];
    for (const part of (String(name)[0] === "/" ? String(name) : $folder + "/" + name).split("/")) {
      if (part === "..") parts.pop();
      else if (part !== "" && part !== ".") parts.push(part);
    }
    const text = $files[parts.join("/")];
    if (text === undefined && outside) return outside(name, ...options);
    if (text === undefined) throw new TypeError("the runner serves only files that the text of the test names, and not " + name);
    return { ok: true, status: 200, text: async () => text, json: async () => JSON.parse(text) };
  };
})(globalThis);
