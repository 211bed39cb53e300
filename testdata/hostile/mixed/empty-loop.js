// Nothing, for ever.
for (;;) {}
