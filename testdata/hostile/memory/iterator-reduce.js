// An accumulator that grows with an iterator that never ends.
Iterator.from({ next: () => ({ value: 1, done: false }) }).reduce((a, x) => { a.push(x); return a }, [])
