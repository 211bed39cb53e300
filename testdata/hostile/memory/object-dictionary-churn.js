// Names come and go, and every hundredth stays.
const o = {}
for (let i = 0; ; i++) { o['k' + i] = i; if (i % 100) delete o['k' + i] }
