// Arrays whose elements are formatted one by one.
const a = new Array(1e6).fill(new Date(0)), b = new Array(1e6).fill(123456789012345678901234567890n), c = new Float64Array(1e6)
for (;;) { a.toLocaleString('ar'); b.toLocaleString('hi'); c.toLocaleString('de', { style: 'currency', currency: 'EUR' }) }
