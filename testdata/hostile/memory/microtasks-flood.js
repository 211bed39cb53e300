// queueMicrotask in a loop that never ends.
for (let i = 0; ; i++) typeof queueMicrotask === 'function' ? queueMicrotask(() => i) : Promise.resolve().then(() => i)
