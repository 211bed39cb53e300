// Case mappings that depend on the language and on what stands around.
const texts = ['i\u0307', 'I\u0300\u0316', '\u0130', '\u03A3', 'ij', '\u0301'].map(s => s.repeat(2e6))
for (;;) for (const s of texts) for (const l of ['tr', 'lt', 'az', 'el', 'nl']) { ('a' + s).toLocaleUpperCase(l); ('A' + s).toLocaleLowerCase(l) }
