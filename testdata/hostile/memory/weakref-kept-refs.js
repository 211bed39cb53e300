// The references stay, not the targets.
const all = []
setTimeout(function again() { for (let i = 0; i < 1000; i++) all.push(new WeakRef([i])); setTimeout(again, 0) }, 0)
