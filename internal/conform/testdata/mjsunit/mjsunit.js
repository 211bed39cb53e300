function assertEquals(expected, found) {
  if (!Object.is(expected, found)) throw new Error("expected <" + expected + "> found <" + found + ">");
}
