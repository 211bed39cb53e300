for (;;) Iterator.prototype.windows ? [1].values().windows(2 ** 32 - 1).next() : 0
