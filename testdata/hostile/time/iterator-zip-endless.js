const inf = { [Symbol.iterator]() { return { next: () => ({ done: false, value: [] }) } } }
for (;;) Iterator.zip ? Iterator.zip(inf) : 0
