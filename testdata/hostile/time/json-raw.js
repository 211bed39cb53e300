const a = '1'.repeat(1.6e7)
for (;;) JSON.rawJSON ? JSON.rawJSON(a) : JSON.parse(a)
