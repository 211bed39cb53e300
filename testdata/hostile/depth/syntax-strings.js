// Strict functions in functions, directives, comments, long lines without end.
for (let n = 1000; ; n *= 2) { if (n > 1e6) n = 1000; for (const s of ['"use strict";'.repeat(n), '/*'.repeat(n), '//'.repeat(n), '\n'.repeat(n) + '\\u{41}'.repeat(n), '`'.repeat(n), "'a'+".repeat(n), '\\'.repeat(n), '0x'.repeat(n), '/a/'.repeat(n), '<!--'.repeat(n)]) { try { new Function(s) } catch (e) {} } }
