// Days that few years have, and days that none has.
for (;;) for (const calendar of Intl.supportedValuesOf('calendar')) for (let m = 1; m < 14; m++) for (const leap of ['', 'L']) for (const day of [30, 31, 32, 2 ** 31]) for (const overflow of ['reject', 'constrain']) {
  try { Temporal.PlainMonthDay.from({ calendar, monthCode: `M${String(m).padStart(2, 0)}${leap}`, day }, { overflow }) } catch { }
}
