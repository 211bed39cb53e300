// Formatters of which no two are alike.
const all = []
for (let i = 0; ; i++) {
  const currency = String.fromCharCode(65 + i % 26, 65 + (i / 26 | 0) % 26, 65 + (i / 676 | 0) % 26)
  all.push(new Intl.NumberFormat(['de', 'ar', 'hi', 'zh'][i % 4], { style: 'currency', currency, currencyDisplay: 'name', minimumIntegerDigits: 1 + i % 21 }))
  all[i].format(i)
}
