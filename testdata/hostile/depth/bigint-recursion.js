// BigInt of objects of objects.
const o = { valueOf: () => BigInt(o) + 1n, toString: () => BigInt.asIntN(64, o) }
for (;;) { try { BigInt(o) } catch (e) {} try { 1n < o } catch (e) {} try { new BigInt64Array([o]) } catch (e) {} }
