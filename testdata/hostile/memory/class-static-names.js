// Computed names, ever new.
const all = []
for (let i = 0; ; i++) all.push(class { static ['s' + i] = i; ['m' + i]() {} get ['g' + i]() { return 1 } })
