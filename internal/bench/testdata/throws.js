function run() { throw new TypeError("no luck"); }
