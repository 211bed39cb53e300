// Clearing very many timers, in order and out of order.
for (;;) { const ids = []; for (let i = 0; i < 1e5; i++) ids.push(setTimeout(() => {}, i)); for (const i of ids.reverse()) clearTimeout(i) }
