// Promises and jobs that leave nothing behind.
async function f() { await null; return [1] }
async function run() { for (;;) await Promise.all([f(), f(), f()]) }
run()
