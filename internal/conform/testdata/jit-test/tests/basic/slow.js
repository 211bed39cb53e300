// |jit-test| slow
for (;;);
