for (;;) Atomics.pause ? Atomics.pause(2 ** 31 - 1) : 0
