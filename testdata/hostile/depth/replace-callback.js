// Callbacks of replace that replace.
const f = () => 'aa'.replace('a', f), g = () => 'aa'.replace(/a/g, g), h = () => 'aa'.replaceAll('a', h)
for (;;) { for (const k of [f, g, h]) { try { k() } catch (e) {} } }
