// Loops with labelled jumps and finally.
outer: for (;;) { for (let i = 0; ; i++) { try { continue outer } finally { if (i) continue } } }
