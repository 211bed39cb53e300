// commands: kiln
// flags: run --host=test262
(function () {
  const { evalScript } = $262;
  return { ready: true, print, evalScript: (source) => evalScript(source), importModule: (path) => import(path) };
})
