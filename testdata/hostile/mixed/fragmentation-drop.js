// Half of what is there dies, and then what comes is larger.
let all = []
for (let n = 1; ; n++) { for (let i = 0; i < 50000; i++) all.push(new Array(n % 60).fill(i)); all = all.filter((x, i) => i % 2) }
