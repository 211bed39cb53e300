// Every element is far from the last.
const a = []
for (let i = 0; ; i += 4099) a[i % 4294967295] = i
