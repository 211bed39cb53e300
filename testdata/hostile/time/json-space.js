const a = ' '.repeat(1.6e7) + '1'
for (;;) JSON.parse(a)
