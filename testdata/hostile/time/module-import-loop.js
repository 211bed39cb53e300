// Imports of modules that are not there, one after another and all at once.
async function wait() { for (;;) try { await import('./none.js') } catch {} }
wait()
setTimeout(() => { for (;;) import('./none' + Math.random()).catch(() => {}) }, 300)
