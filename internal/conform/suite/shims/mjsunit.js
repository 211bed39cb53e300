// rewrite: (^|[\s(\[{,;=!&|?:])%(\w+)\( => $1$natives.$2(
//
// The functions of V8's shell that tests of mjsunit/ use, and its natives: the line above
// makes calls of members of $natives of them. Those that steer its compilers and collector
// do nothing.
(function (global) {
  const define = (name, value) => Object.defineProperty(global, name, { value, writable: true, configurable: true });
  const nothing = () => undefined, detach = $262.detachArrayBuffer, createRealm = $262.createRealm;
  const natives = {
    ArrayBufferDetach: (buffer) => detach(buffer),
    GetOptimizationStatus: () => 1 | 1 << 3, // a function that may have been given back: what mjsunit.js takes for neither yes nor no
    IsBeingInterpreted: () => false,
    CollectGarbage: () => gc(),
    StringMaxLength: () => 2 ** 29 - 24,
    MaxSmi: () => 2 ** 31 - 1,
    ToFastProperties: (object) => object,
    Call: (f, receiver, ...args) => Reflect.apply(f, receiver, args),
  };
  for (const name of ["PrepareFunctionForOptimization", "OptimizeFunctionOnNextCall", "OptimizeMaglevOnNextCall", "OptimizeOsr", "DeoptimizeFunction", "DeoptimizeNow",
    "NeverOptimizeFunction", "ClearFunctionFeedback", "CompileBaseline", "EnsureFeedbackVectorForFunction", "BaselineOsr", "FinalizeOptimization", "WaitForBackgroundOptimization",
    "DisableOptimizationFinalization", "SetAllocationTimeout", "DebugPrint", "PerformMicrotaskCheckpoint"]) {
    natives[name] = nothing;
  }
  define("$natives", new Proxy(natives, {
    get(target, name) {
      if (Object.hasOwn(target, name)) return target[name];
      throw new Error("this host has no %" + String(name));
    },
  }));
  const realms = [globalThis];
  define("Realm", {
    create: () => realms.push(createRealm().global) - 1,
    createAllowCrossRealmAccess: () => realms.push(createRealm().global) - 1,
    global: (i) => realms[i],
    eval: (i, source) => i === 0 ? evaluate(source) : realms[i].eval(source),
    current: () => 0,
  });
  define("d8", { file: { execute: (name) => load(name), read: (name) => read(name) }, dom: {} });
  define("testRunner", { quit: () => quit(), notifyDone: nothing, waitUntilDone: nothing });
})(globalThis);
