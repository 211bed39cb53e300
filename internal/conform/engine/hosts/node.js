// commands: node nodejs
// flags: --expose-gc --unhandled-rejections=none --no-warnings
(function () {
  const fs = require("node:fs"), url = require("node:url"), vm = require("node:vm"), threads = require("node:worker_threads");
  const loader = vm.constants && vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const compile = (source, path) => {
    const script = new vm.Script(source, { filename: path, importModuleDynamically: loader });
    return () => script.runInThisContext();
  };
  const print = (text) => fs.writeSync(1, text + "\n");

  // What $262.agent.start runs before its script, in a thread of its own.
  const agentPrelude = `
    const { parentPort, workerData } = require("node:worker_threads");
    globalThis.$262 = { agent: {
      receiveBroadcast(receive) {
        parentPort.once("message", ({ buffer, number, counter }) => {
          Atomics.add(counter, 0, 1);
          Atomics.notify(counter, 0);
          receive(buffer, number);
          parentPort.unref();
        });
      },
      report(text) { workerData.postMessage(String(text)); },
      leaving() {},
      sleep(ms) { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms); },
      monotonicNow() { return performance.now(); },
    } };
  `;
  const agents = [], ports = [], reports = [];
  const sleep = (ms) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  const agent = {
    start(source) {
      const { port1, port2 } = new threads.MessageChannel();
      const worker = new threads.Worker(agentPrelude + "\nrequire('node:vm').runInThisContext(" + JSON.stringify(source) + ");", { eval: true, workerData: port2, transferList: [port2] });
      worker.unref();
      port1.unref();
      agents.push(worker);
      ports.push(port1);
    },
    broadcast(buffer, number) {
      const counter = new Int32Array(new SharedArrayBuffer(4));
      for (const worker of agents) worker.postMessage({ buffer, number, counter });
      const end = performance.now() + 5000;
      for (let n; (n = Atomics.load(counter, 0)) < agents.length && performance.now() < end;) Atomics.wait(counter, 0, n, 100);
    },
    getReport() {
      for (const port of ports) {
        for (let message; (message = threads.receiveMessageOnPort(port));) reports.push(message.message);
      }
      return reports.length > 0 ? reports.shift() : null;
    },
    sleep,
    monotonicNow: () => performance.now(),
  };

  const createRealm = (install) => {
    const context = vm.createContext();
    return install(vm.runInContext("globalThis", context), (source) => vm.runInContext(source, context));
  };
  return {
    print, compile, createRealm, agent,
    evalScript: (source, path) => compile(source, path)(),
    importModule: (path) => import(url.pathToFileURL(path)),
    detachArrayBuffer: (buffer) => { structuredClone(buffer, { transfer: [buffer] }); return null; },
    gc: globalThis.gc,
  };
})
