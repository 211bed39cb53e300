// join of arrays that nest very deep.
let a = []
for (let i = 0; i < 200000; i++) a = [a, 1]
for (;;) { try { String(a) } catch (e) {} try { a.toLocaleString() } catch (e) {} try { a.flat(Infinity) } catch (e) {} }
