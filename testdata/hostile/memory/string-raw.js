// String.raw with a claimed length.
String.raw({ raw: { length: 2 ** 40, 0: 'x' } }, 1)
