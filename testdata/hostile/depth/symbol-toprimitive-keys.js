// Property keys that are computed by property keys.
const o = { toString() { return { [o]: 1 } && o[o] } }
for (;;) { try { o[o] } catch (e) {} try { ({ [o]: 1 }) } catch (e) {} try { class A { [o]() {} static [o] = 1 } } catch (e) {} }
