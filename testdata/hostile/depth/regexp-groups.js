// A pattern of groups in groups.
for (let n = 100; ; n *= 2) { if (n > 4e6) n = 100; try { new RegExp('('.repeat(n) + ')'.repeat(n)).exec('a') } catch (e) {} try { new RegExp('(?:'.repeat(n) + 'a' + ')*'.repeat(n)).exec('a'.repeat(100)) } catch (e) {} }
