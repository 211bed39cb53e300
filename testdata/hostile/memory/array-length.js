// Lengths that promise much and elements that fill from behind.
const all = []
for (;;) {
  const a = []
  a.length = 4294967295
  for (let i = 0; i < 1000; i++) a[a.length - 1 - i] = i
  all.push(a)
}
