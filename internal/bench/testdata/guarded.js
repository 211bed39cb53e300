function run() { return 45; }
if (typeof module !== "undefined") module.exports = { other: run };
