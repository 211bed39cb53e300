const r = new RegExp('[/]/'.repeat(5e5))
for (;;) r.source
