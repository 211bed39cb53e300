// The functions of SpiderMonkey's shell that tests of jit-test/ use, as far as they say
// something about the language; those that set up its compilers and collector do nothing.
(function (global) {
  const define = (name, value) => Object.defineProperty(global, name, { value, writable: true, configurable: true });
  const is = Object.is, show = (value) => {
    if (typeof value === "string") return JSON.stringify(value);
    return is(value, -0) ? "-0" : typeof value === "bigint" ? value + "n" : String(value);
  };
  define("assertEq", (actual, expected, message) => {
    if (!is(actual, expected)) throw new Error("Assertion failed: got " + show(actual) + ", expected " + show(expected) + (message ? ": " + message : ""));
  });
  define("libdir", "/lib/");
  define("scriptdir", "/" + global.$folders[0] + "/");
  define("environment", {});
  define("version", () => 185);
  define("loadRelativeToScript", (name) => load(name));
  define("wasmIsSupported", () => false);
  define("helperThreadCount", () => 0);
  define("getBuildConfiguration", (name) => name === undefined ? {} : false);
  define("getJitCompilerOptions", () => ({}));
  define("isAsmJSCompilationAvailable", () => false);
  define("inIon", () => true);
  define("inJit", () => true);
  for (const name of ["minorgc", "gczeal", "gcslice", "gcparam", "schedulegc", "startgc", "finishgc", "abortgc", "relazifyFunctions", "setJitCompilerOption", "options",
    "oomTest", "fullcompartmentchecks", "verifyprebarriers", "verifypostbarriers", "bailout", "bailAfter", "enableShellAllocationMetadataBuilder", "ignoreUnhandledRejections",
    "drainJobQueue", "enableGeckoProfiling", "disableGeckoProfiling"]) {
    define(name, () => undefined);
  }
})(globalThis);
