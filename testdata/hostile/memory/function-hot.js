// Functions made hot one by one, so that each is compiled to the last tier.
const all = []
for (let i = 0; ; i++) {
  const f = new Function('n', 'let s = 0; for (let i = 0; i < n; i++) { s += i ^ ' + i + '; if (s > 1e9) s = 0 } return s')
  for (let k = 0; k < 20; k++) f(2000)
  all.push(f)
}
