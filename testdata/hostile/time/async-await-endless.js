(async () => { for (;;) await 1 })()
