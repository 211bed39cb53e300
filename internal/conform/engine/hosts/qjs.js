// commands: qjs quickjs
// flags: --std --script
(function () {
  const output = globalThis.print;
  return {
    print: (text) => output(text),
    evalScript: (source) => std.evalScript(source),
    importModule: (path) => import(path),
    detachArrayBuffer: (buffer) => { buffer.transfer(); return null; },
    gc: () => std.gc(),
  };
})
