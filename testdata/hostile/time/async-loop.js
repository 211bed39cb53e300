// Jobs without end.
(async () => { for (;;) await null })()
