package progen

// localeTexts are texts of locales and dates. None depends on the zone or the language of the process.
var localeTexts = []rule{
	{2, "Intl", 0, `new Intl.NumberFormat("$[en¦de¦ar-EG¦hi¦fr]"$?[, { $[style: "percent"¦minimumFractionDigits: $i & 7¦notation: "compact"¦style: "currency", currency: "EUR"¦signDisplay: "always"] }]).format($[$n¦$g])`},
	{2, "Intl", 0, `($[$n¦$g]).toLocaleString("$[en¦de¦bn]"$?[, { $[maximumFractionDigits: $i & 7¦style: "unit", unit: "meter"¦useGrouping: $c] }])`},
	{2, "Intl", 0, `new Intl.DateTimeFormat("$[en¦ja¦th]", { timeZone: "$[UTC¦Europe/Berlin¦+05:30]", dateStyle: "$[full¦short]", timeStyle: "$[long¦short]" }).$[format($i)¦formatRange($i & 65535, 99999999)]`},
	{1, "Intl", 0, `new Date($i).toLocale$[Date¦Time¦]String("$[de¦en]", { timeZone: "$[UTC¦Asia/Tokyo]"$?[, hour: "numeric"] })`},
	{1, "Intl", 0, `new Intl.ListFormat("en").format([$s, $s])`},
	{1, "Intl", 0, `new Intl.PluralRules("$[en¦ar¦pl]").select($n)`},
	{1, "Intl", 0, `[...new Intl.Segmenter("en", { granularity: "$[word¦grapheme]" }).segment($s)].map($1 => $1.index).join()`},
	{2, "Temporal", 0, `String(Temporal.PlainDate.from("$[2024-01-31¦1999-12-31]").$[add¦subtract]({ days: $i & 1023, months: $i & 63 }))`},
	{1, "Temporal", 0, `String(Temporal.PlainDate.from({ year: 2000 + ($i & 31), month: 1 + ($i & 7), day: 31 }).until("2024-02-29", { largestUnit: "$[year¦month¦week¦day]" }))`},
	{1, "Temporal", 0, `String(Temporal.Instant.fromEpochMilliseconds($i).toZonedDateTimeISO("$[Europe/Berlin¦UTC]").$[add({ hours: $i & 63 })¦startOfDay()¦round("hour")])`},
	{1, "Temporal", 0, `String(Temporal.Duration.from({ hours: $i & 127, minutes: $i & 255 }).round({ largestUnit: "$[hour¦day]", smallestUnit: "minute", roundingIncrement: 15 }))`},
	{1, "Temporal", 0, `Temporal.PlainDate.from("2024-01-31[u-ca=$[hebrew¦japanese¦islamic-civil]]").add({ days: $i & 255 }).toLocaleString("en")`},
	{1, "Temporal", 0, `JSON.stringify(new Temporal.PlainTime($i & 15, $i & 31).add({ minutes: $i & 8191 }))`},
}

// localeIntegers are orders of texts and dates.
var localeIntegers = []rule{
	{2, "Intl", 0, `$s.localeCompare($s, "$[de¦sv]"$?[, { $[sensitivity: "base"¦numeric: true] }])`},
	{1, "Temporal", 0, `Temporal.PlainDate.compare("2024-01-31", Temporal.PlainDate.from("2023-12-30").add({ days: $i & 63 }))`},
}

// localeArrays are sorted by collators.
var localeArrays = []rule{
	{1, "Intl", 0, `[$s, $s, "Ä", "a", "z"].sort(new Intl.Collator("$[de¦sv¦en]"$?[, { $[numeric: true¦caseFirst: "upper"] }]).compare)`},
}
