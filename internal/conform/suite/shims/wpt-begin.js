// Tests are complete when the script behind the test says so, and are told in one line each
// that a person reads and one that the runner reads.
setup({ explicit_done: true });
(function (log) {
  const names = ["PASS", "FAIL", "TIMEOUT", "NOTRUN", "PRECONDITION_FAILED"];
  add_completion_callback((tests, status) => {
    let passed = 0;
    const failed = [];
    for (const t of tests) {
      if (t.status === 0) passed++;
      else failed.push(names[t.status] + " " + t.name + (t.message ? ": " + t.message : ""));
    }
    log("Subtests:" + JSON.stringify({ passed, total: tests.length }));
    if (status.status !== 0) failed.unshift("the harness: " + status.message);
    if (tests.length === 0 && failed.length === 0) failed.push("no subtest was run");
    if (failed.length > 0) log("Test262:AsyncTestFailure:" + failed.length + " of " + tests.length + " failed: " + failed.slice(0, 20).join(" | ").replace(/\s+/g, " "));
    else log("Test262:AsyncTestComplete");
  });
})(print);
