// Template literals that contain what they made.
let s = 'x'
for (;;) s = `${s}${s}-${s}`
