// The array that Array.from fills has its length already.
Array.from({ length: 2 ** 32 - 1 }, (_, i) => i)
