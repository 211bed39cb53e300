// A callback whose results are long.
'x'.repeat(100000).replace(/x/g, () => 'z'.repeat(10000))
