// Heritage that is computed by a class that is computed.
function make() { return class extends make() {} }
for (;;) { try { make() } catch (e) {} }
