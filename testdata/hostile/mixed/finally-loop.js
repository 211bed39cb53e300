// finally that never lets go.
l: for (;;) { try { for (;;) {} } finally { continue l } }
