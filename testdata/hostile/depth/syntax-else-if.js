// A chain of else if, of case, of catch.
for (let n = 1000; ; n *= 2) { if (n > 500000) n = 1000; try { new Function('x', 'if (x === 0) return 0;' + ' else if (x === 1) return 1;'.repeat(n))(5) } catch (e) {} try { new Function('try {} catch {' + 'try {} catch {'.repeat(n) + '}'.repeat(n) + '}')() } catch (e) {} }
