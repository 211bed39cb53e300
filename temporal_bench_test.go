//go:build !kiln_no_temporal

package kiln

import "testing"

// BenchmarkTemporal calls methods of Temporal from a script in tier 1.
func BenchmarkTemporal(b *testing.B) {
	for _, test := range []struct{ name, setup, body string }{
		{"date_add_duration", "const d = new Temporal.PlainDate(2024, 1, 31), one = new Temporal.Duration(0, 1, 0, 3)", "d.add(one)"},
		{"date_add_object", "const d = new Temporal.PlainDate(2024, 1, 31)", "d.add({ months: 1, days: 3 })"},
		{"date_from_string", "", "Temporal.PlainDate.from('2024-02-29')"},
		{"date_until", "const d = new Temporal.PlainDate(2024, 1, 31), e = new Temporal.PlainDate(2026, 12, 1)", "d.until(e)"},
		{"date_year", "const d = new Temporal.PlainDate(2024, 1, 31)", "d.year"},
		{"instant_to_zoned", "const x = Temporal.Instant.fromEpochMilliseconds(1.7e12)", "x.toZonedDateTimeISO('America/New_York')"},
		{"zoned_hour", "const z = Temporal.Instant.fromEpochMilliseconds(1.7e12).toZonedDateTimeISO('America/New_York')", "z.hour"},
		{"zoned_add", "const z = Temporal.Instant.fromEpochMilliseconds(1.7e12).toZonedDateTimeISO('America/New_York'), one = new Temporal.Duration(0, 0, 0, 1, 2)", "z.add(one)"},
		{"zoned_to_string", "const z = Temporal.Instant.fromEpochMilliseconds(1.7e12).toZonedDateTimeISO('America/New_York')", "z.toString()"},
	} {
		b.Run(test.name, func(b *testing.B) {
			rt, err := New(Options{Tier: Bytecode})
			if err != nil {
				b.Fatal(err)
			}
			if _, err = rt.RunString("setup.js", test.setup+"; function loop(n) { for (let i = 0; i < n; i++) "+test.body+" }"); err != nil {
				b.Fatal(err)
			}
			loop, err := rt.Get("loop")
			if err != nil {
				b.Fatal(err)
			}
			b.ResetTimer()
			if _, err = rt.Call(loop, nil, b.N); err != nil {
				b.Fatal(err)
			}
		})
	}
}
