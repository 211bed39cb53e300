for (;;) { Number.MIN_VALUE.toString(2); Number.MAX_VALUE.toString(3) }
