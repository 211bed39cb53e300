// The same with larger targets.
for (;;) new WeakRef(new Array(1000).fill(1))
