for (;;) import('/dev/zero').catch(() => { })
