// Live objects of one shape.
const a = []
for (let i = 0; ; i++) a.push({ i, next: a[i - 1] })
