const o = { get x() { return this.x } }
for (;;) try { o.x } catch { }
