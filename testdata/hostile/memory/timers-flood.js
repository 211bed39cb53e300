// Timers that wait.
for (let i = 0; ; i++) setTimeout(() => i, 1e6)
