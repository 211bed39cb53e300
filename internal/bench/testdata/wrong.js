// checksum = 46
function run() { return 45; }
