// commands: jsc javascriptcore
(function () {
  const output = globalThis.print, host = globalThis.$, collect = globalThis.gc;
  return {
    print: (text) => output(text),
    evalScript: (source) => host.evalScript(source),
    importModule: (path) => import(path),
    createRealm: (install) => {
      const realm = host.createRealm();
      return install(realm.global, (source) => realm.evalScript(source));
    },
    detachArrayBuffer: (buffer) => { host.detachArrayBuffer(buffer); return null; },
    gc: () => collect(),
    agent: host.agent,
  };
})
