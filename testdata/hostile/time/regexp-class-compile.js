// Compiling classes of Unicode properties.
for (let i = 0; ; i++) new RegExp('[\\p{L}\\P{Lu}' + String.fromCharCode(0x4e00 + i % 5000) + ']'.concat('|\\p{Script=Greek}').repeat(1), 'iv')
