// Conversions of huge texts to numbers in a loop.
const s = '9'.repeat(1000000)
for (;;) Number(s) + parseInt(s, 7) + parseFloat(s)
