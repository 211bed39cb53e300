for (;;) try { new RegExp('(?:a{2147483647}){2147483647}').test('aaa') } catch { }
