import(scriptArgs[0]).catch(() => { })
for (;;);
