const a = '[' + '0,'.repeat(5e5) + '0]'
for (;;) JSON.parse(a, (k, v) => v)
