let n = 0;
function run() { return n++; }
