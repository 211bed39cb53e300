function run() { return base + 5; }
