for (;;) Object.seal(new Array(1e6).fill(1))
