for (;;) new Uint8Array({ length: 2e7 })
