// What tests of compat-table find: the global object, objects that iterate, and a way to
// pass later. A test passes when its function returns something true.
(function (root) {
  const define = (name, value) => Object.defineProperty(root, name, { value, writable: true, configurable: true });
  const log = print;
  define("global", root);
  define("asyncTestPassed", () => { log("Test262:AsyncTestComplete"); });
  define("__createIterableObject", (list, methods) => {
    const iterable = {
      next: () => list.length > 0 ? { value: list.shift(), done: false } : { value: undefined, done: true },
    };
    list = [...list];
    if (methods && methods.return) iterable.return = methods.return;
    if (methods && methods.throw) iterable.throw = methods.throw;
    const object = {};
    object[Symbol.iterator] = () => iterable;
    return object;
  });
  define("$result", (test) => {
    const value = test.call(root);
    if (!value && !String(test).includes("asyncTestPassed")) throw new Error("the test returned " + String(value));
  });
})(globalThis);
