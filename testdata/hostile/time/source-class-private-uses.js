let s = 'class A { #a; m() {' + 'this.#a;'.repeat(1e5) + '} }'
for (;;) try { eval(s) } catch { }
