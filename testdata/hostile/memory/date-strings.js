// Texts of dates.
const all = []
for (let i = 0; ; i++) { const d = new Date(i * 1e6); all.push(d.toString(), d.toISOString(), d.toLocaleString(), d.toUTCString()) }
