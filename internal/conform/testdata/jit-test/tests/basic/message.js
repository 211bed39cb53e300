// |jit-test| error: Error: just so
throw new Error("just so");
