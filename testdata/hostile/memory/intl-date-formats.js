// Formatters of dates of which no two are alike.
const all = [], fields = { weekday: ['long', 'short'], year: ['numeric', '2-digit'], month: ['long', 'short', 'narrow', 'numeric'], day: ['numeric'], hour: ['numeric'], minute: ['2-digit'], timeZoneName: ['long', 'shortGeneric'] }
const zones = Intl.supportedValuesOf('timeZone'), calendars = Intl.supportedValuesOf('calendar')
for (let i = 0; ; i++) {
  const o = { timeZone: zones[i % zones.length], calendar: calendars[i % calendars.length] }
  let n = i
  for (const k in fields) { const v = fields[k]; n = n * 31 % 997; if (n % 3) o[k] = v[n % v.length] }
  const f = new Intl.DateTimeFormat(['de', 'ar', 'hi', 'zh', 'ja', 'fa', 'he'][i % 7], o)
  f.formatRange(0, 1e9 * i)
  all.push(f)
}
