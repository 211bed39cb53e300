// drop of nearly all that never ends.
Iterator.from({ next: () => ({ value: new Array(100), done: false }) }).drop(Infinity).next()
