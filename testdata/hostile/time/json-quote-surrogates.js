const a = '\ud800'.repeat(2e6)
for (;;) JSON.stringify(a)
