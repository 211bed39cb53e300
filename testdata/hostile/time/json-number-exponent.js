const a = '1e-' + '1'.repeat(1.6e7)
for (;;) JSON.parse(a)
