// Case of long texts whose length changes.
const s = '\u00df\u0130\u03a3'.repeat(1e6)
for (;;) { s.toLocaleUpperCase(); s.toLocaleLowerCase() }
