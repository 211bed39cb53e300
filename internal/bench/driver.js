;(function (run, plan) {
  var now = typeof performance === "object" && performance && performance.now ? function () { return performance.now(); }
    : typeof preciseTime === "function" ? function () { return preciseTime() * 1000; }
    : Date.now;
  var show = typeof print === "function" ? print : function (line) { console.log(line); };
  var times = [], checksum, started = now(), start;
  function text(result) {
    return result === undefined || typeof result === "object" && result !== null || typeof result === "function" ? "" : String(result);
  }
  function keep(result) {
    times.push(now() - start);
    result = text(result);
    if (times.length > 1 && result !== checksum) throw new Error("an iteration returned " + result + " after " + checksum);
    checksum = result;
  }
  function failed(error) { show("kiln-bench " + JSON.stringify({ error: String(error) })); }
  function next() {
    var result;
    try {
      while (times.length < plan.max && (times.length < plan.min || now() - started < plan.budget)) {
        start = now();
        result = plan.n ? run(plan.n) : run();
        if (result && typeof result.then === "function") {
          result.then(function (value) { keep(value); next(); }).then(null, failed);
          return;
        }
        keep(result);
      }
      if (run.validate) {
        result = run.validate();
        if (result && typeof result.then === "function") { result.then(done, failed); return; }
      }
    } catch (error) { failed(error); return; }
    done();
  }
  function done() { show("kiln-bench " + JSON.stringify({ checksum: checksum, iterations_ms: times })); }
  next();
})
