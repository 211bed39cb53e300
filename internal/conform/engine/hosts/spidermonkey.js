// commands: js spidermonkey sm
// flags: --fuzzing-safe
(function () {
  const output = globalThis.print, run = globalThis.evaluate, detach = globalThis.detachArrayBuffer, collect = globalThis.gc, make = globalThis.newGlobal;
  return {
    print: (text) => output(text),
    evalScript: (source, path) => run(source, { fileName: path || "script" }),
    importModule: (path) => import(path),
    createRealm: (install) => {
      const global = make({ sameZoneAs: globalThis });
      return install(global, (source) => global.evaluate(source));
    },
    detachArrayBuffer: (buffer) => { detach(buffer); return null; },
    gc: () => collect(),
  };
})
