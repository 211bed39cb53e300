const zero = require("../zero.json");
exports.add = (a, b) => a + b + zero.zero;
