// A stand-in for the suite's own, with as much of it as the tests of this folder use.
(function (global) {
  const tests = [], waiting = [], listeners = [];
  let finished = false;
  const one = (name) => { const t = { name, status: 3, message: null }; tests.push(t); return t; };
  const settle = (t, error) => { t.status = error ? 1 : 0; t.message = error ? error.message : null; };
  const end = () => {
    if (!finished || waiting.some((t) => t.status === 3)) return;
    for (const listener of listeners.splice(0)) listener(tests, { status: 0, message: null });
  };
  Object.assign(global, {
    setup() {},
    add_completion_callback(listener) { listeners.push(listener); },
    test(f, name) { const t = one(name); try { f(); settle(t); } catch (error) { settle(t, error); } },
    promise_test(f, name) { const t = one(name); waiting.push(t); Promise.resolve().then(f).then(() => settle(t), (error) => settle(t, error)).then(end); },
    assert_equals(found, wanted) { if (!Object.is(found, wanted)) throw new Error("expected " + wanted + " but got " + found); },
    done() { finished = true; end(); },
  });
})(self);
