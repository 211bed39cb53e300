function f(xs) {
  for (const x of xs) {
    try {
      if (x) return x;
      continue;
    } catch (e) {
      throw e;
    } finally {
      xs.done = 1;
    }
  }
}
