/(a*)*\1b/.test('a'.repeat(1e5))
