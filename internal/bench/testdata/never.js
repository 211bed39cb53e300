function run() { return new Promise(() => {}); }
