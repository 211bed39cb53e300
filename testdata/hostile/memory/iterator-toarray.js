// toArray of what never ends.
Iterator.from({ next: () => ({ value: {}, done: false }) }).toArray()
