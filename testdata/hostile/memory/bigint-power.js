// Powers that do not fit.
for (;;) { try { 2n ** (2n ** 33n) } catch (e) {} try { 7n ** 5000000n } catch (e) {} }
