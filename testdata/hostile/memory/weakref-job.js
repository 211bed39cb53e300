// WeakRefs keep their targets until the job ends; it never does.
for (;;) new WeakRef({})
