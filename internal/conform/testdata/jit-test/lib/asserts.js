function assertThrowsInstanceOf(f, constructor) {
  try { f(); } catch (error) { if (error instanceof constructor) return; throw error; }
  throw new Error("nothing was thrown");
}
