for (const x of { [Symbol.iterator]() { return { next: Object } } }) { }
