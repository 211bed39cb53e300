// A rope that grows on both sides.
let s = '0123456789abcdef'
for (let i = 0; i < 1000000; i++) s = i % 2 ? 'left side text' + s : s + 'right side text'
for (;;) { s.split('q').length; s = 'x' + s + 'y' }
