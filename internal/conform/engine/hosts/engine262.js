// commands: engine262
// flags: --features=all
(function () {
  const host = $262, output = globalThis.print;
  return {
    print: (text) => output(text),
    evalScript: (source) => host.evalScript(source),
    importModule: (path) => import(path),
    createRealm: (install) => {
      const realm = host.createRealm();
      return install(realm.global, (source) => realm.evalScript(source));
    },
    detachArrayBuffer: (buffer) => { host.detachArrayBuffer(buffer); return null; },
    gc: () => {},
    agent: host.agent,
  };
})
