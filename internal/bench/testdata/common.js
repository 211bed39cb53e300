const { add } = require("./common/library");
module.exports = function () { return add(40, 5); };
