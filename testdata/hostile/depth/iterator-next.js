// An iterator whose next spreads itself.
const it = { [Symbol.iterator]() { return this }, next() { return [...it] } }
for (;;) { try { [...it] } catch (e) {} try { const [a] = it } catch (e) {} try { for (const x of it) x } catch (e) {} }
