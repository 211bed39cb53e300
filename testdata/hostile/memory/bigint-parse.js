// Numbers of hexadecimal texts.
const all = []
for (let n = 1000; ; n += 1000) all.push(BigInt('0x' + 'f'.repeat(n)))
