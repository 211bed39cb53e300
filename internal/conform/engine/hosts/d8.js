// commands: d8 v8
// flags: --expose-gc
(function () {
  const output = globalThis.print, realms = Realm, collect = globalThis.gc;
  const within = (realm, install) => install(realms.global(realm), (source) => realms.eval(realm, source));
  return {
    print: (text) => output(text),
    evalScript: (source) => realms.eval(realms.current(), source),
    importModule: (path) => import(path),
    createRealm: (install) => within(realms.createAllowCrossRealmAccess(), install),
    detachArrayBuffer: (buffer) => { buffer.transfer(); return null; },
    gc: () => collect(),
  };
})
