// Imports without waiting for them.
for (let i = 0; ; i++) import('./_part.mjs').catch(() => {})
