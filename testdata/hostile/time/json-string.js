const a = '"' + '\\n'.repeat(5e6) + '"'
for (;;) JSON.parse(a)
