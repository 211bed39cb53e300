// Modules that do not exist are asked for.
for (let i = 0; ; i++) { try { await import('./missing' + i + '.mjs') } catch (e) {} }
