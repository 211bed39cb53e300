// allSettled, any and race over long lists, kept.
const all = []
const list = new Array(5000).fill(new Promise(() => {}))
for (;;) all.push(Promise.allSettled(list), Promise.any(list), Promise.race(list))
