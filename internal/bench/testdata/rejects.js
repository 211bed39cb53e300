async function run() { await null; throw new TypeError("no luck later"); }
