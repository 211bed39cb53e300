// What every engine runs for a scenario: job is the scenario, host what hosts/ has for the
// engine. A line that begins with the mark tells how the test's own code ended; what the
// test prints stands around it.
(function (job, host) {
  "use strict";
  const hidden = (object, name, value) => Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
  const lacking = (what) => () => { throw new Error("this host cannot " + what); };

  // Tests change built-in objects, the iterator of arrays among them: what is needed after
  // them is looked up before, and nothing iterates.
  const print = host.print, stringify = JSON.stringify, apply = Reflect.apply, slice = String.prototype.slice;
  const describe = (error) => {
    try {
      if (error === null || typeof error !== "object" && typeof error !== "function") return { type: typeof error, message: String(error) };
      const type = String(error.constructor && error.constructor.name);
      let message = type, stack = "";
      try { message = String(error); } catch (_) { /* its toString is one of the test's */ }
      try { stack = typeof error.stack === "string" ? error.stack.split("\n").filter((line) => /^ +at |^[^ ]*@/.test(line)).slice(0, 8).join("\n") : ""; } catch (_) { /* likewise */ }
      return { type, message: stack ? message + "\n" + stack : message };
    } catch (_) {
      return { type: "", message: "an error that cannot be looked at" };
    }
  };
  let told = false;
  const tell = (phase, error) => {
    if (told) return;
    told = true;
    const d = phase === "" ? { type: "", message: "" } : describe(error);
    print(job.mark + '{"phase": ' + stringify(phase) + ', "type": ' + stringify(d.type) + ', "message": ' + stringify(apply(slice, d.message, [0, 2000])) + "}");
  };

  const install = (global, script) => {
    const api = {
      global,
      evalScript: script,
      createRealm: host.createRealm ? () => host.createRealm(install) : lacking("make realms"),
      detachArrayBuffer: host.detachArrayBuffer || lacking("detach buffers"),
      gc: host.gc || lacking("collect garbage"),
      agent: host.agent || {},
    };
    for (const name of Object.keys(host.more || {})) api[name] = host.more[name];
    hidden(global, "$262", api);
    hidden(global, "print", (text) => print(String(text)));
    return api;
  };
  if (!host.ready) install(globalThis, host.evalScript);

  const parsed = (error) => error instanceof SyntaxError ? "unknown" : "runtime";
  try {
    for (let i = 0; i < job.harness.length; i++) host.evalScript(job.harness[i].source, job.harness[i].name);
  } catch (error) {
    return tell("harness", error);
  }
  if (job.module) {
    return void host.importModule(job.path).then(() => tell(""), (error) => tell(error instanceof SyntaxError || job.early ? "unknown" : "runtime", error));
  }
  let run;
  try {
    run = host.compile ? host.compile(job.source, job.path) : () => host.evalScript(job.source, job.path);
  } catch (error) {
    return tell("parse", error);
  }
  try {
    run();
    for (let i = 0; i < job.tail.length; i++) host.evalScript(job.tail[i].source, job.tail[i].name);
  } catch (error) {
    return tell(host.compile ? "runtime" : parsed(error), error);
  }
  tell("");
})
