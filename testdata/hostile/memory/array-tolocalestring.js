// toLocaleString of elements that answer with much.
Number.prototype.toLocaleString = () => 'n'.repeat(1 << 16)
for (;;) new Array(5000).fill(1).toLocaleString()
