// Very many timers of one moment.
for (let i = 0; i < 2e5; i++) setTimeout(() => { for (;;) ; }, 1)
