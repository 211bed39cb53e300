//go:build !kiln_no_intl && !kiln_no_temporal

package kiln_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// formatters makes an object of each kind, with its bound functions, half of which are made before they are used;
// used() is what all of them say.
const formatters = `
	const keep = {
		number: new Intl.NumberFormat("de", { style: "currency", currency: "EUR", minimumFractionDigits: 3 }),
		compact: new Intl.NumberFormat("ja-u-nu-fullwide", { notation: "compact" }),
		date: new Intl.DateTimeFormat("ar-EG-u-ca-islamic-civil", { timeZone: "Asia/Tokyo", dateStyle: "full", timeStyle: "short" }),
		hour: new Intl.DateTimeFormat("en-u-hc-h23", { timeZone: "+05:30", hour: "numeric", weekday: "long" }),
		collator: new Intl.Collator("sv", { numeric: true, caseFirst: "upper" }),
		segments: new Intl.Segmenter("en", { granularity: "word" }).segment("One two, three"),
		plural: new Intl.PluralRules("ar", { type: "ordinal" }), names: new Intl.DisplayNames("fr", { type: "region" }), list: new Intl.ListFormat("ja"),
		duration: new Intl.DurationFormat("en", { style: "digital" }), relative: new Intl.RelativeTimeFormat("es", { numeric: "auto" }), locale: new Intl.Locale("zh-Hant-u-nu-thai"),
	};
	const { number, compact, date, hour, collator, segments, plural, names, list, duration, relative, locale } = keep;
	const format = number.format, compare = collator.compare, iterator = segments[Symbol.iterator]();
	iterator.next(); segments.containing(5);
	number.mine = 1;
	var used = () => JSON.stringify([
		format(1234.5), number.format === format, compact.format(12345), number.formatToParts(1).length, date.format(1e12), date.formatRange(0, 1e12), hour.format(0),
		["ä10", "a9", "Z", "z", "å", "A"].sort(compare), collator.compare === compare, [...segments].map(s => s.segment + (s.isWordLike ? "" : "-")), segments.containing(4),
		plural.select(3), names.of("DE"), list.format(["a", "b"]), duration.format({ hours: 1, seconds: 2 }), relative.format(-1, "day"), String(locale.maximize()), number.mine,
		(1.5).toLocaleString("de", { minimumFractionDigits: 2 }), "a10".localeCompare("a9", "en", { numeric: true }), "I".toLocaleLowerCase("tr"),
		Temporal.PlainDate.from({ year: 2024, month: 5, day: 1 }).toLocaleString("de", { month: "long" }), Object.values(keep).map(o => o.resolvedOptions?.()), Object.values(keep).map(o => Object.prototype.toString.call(o)),
	]);
	var next = () => JSON.stringify(iterator.next());
	var change = () => { number.mine++; number.format = 1; Object.setPrototypeOf(collator, null); next(); date.format; segments.containing(0); keep.extra = date.format };
	0`

// fresh is what a runtime that has just made the formatters says.
func fresh(t *testing.T) (used, next string) {
	rt := newWithIntl(t, kiln.Options{})
	runText(t, rt, formatters)
	used, next = runText(t, rt, "used()"), runText(t, rt, "next()")
	require.Contains(t, used, "1.234,500\u00a0€")
	return used, next
}

func TestFormattersSurviveACheckpoint(t *testing.T) {
	used, next := fresh(t)
	for _, before := range []string{"0", "used(); 0"} {
		rt := newWithIntl(t, kiln.Options{})
		runText(t, rt, formatters)
		runText(t, rt, before)
		cp, err := rt.Checkpoint()
		require.NoError(t, err)
		for range 3 {
			require.Equal(t, used, runText(t, rt, "used()"))
			require.Equal(t, next, runText(t, rt, "next()"))
			runText(t, rt, "change(); 0")
			runText(t, rt, `for (let i = 0; i < 300; i++) new Intl.NumberFormat("en", { minimumIntegerDigits: 1 + i % 21, style: "unit", unit: ["meter", "day"][i & 1] }).format(i); 0`)
			require.NoError(t, rt.Restore(cp))
		}
	}
}

func TestFormattersOfImages(t *testing.T) {
	used, next := fresh(t)
	for _, before := range []string{"0", "used(); 0"} {
		rt := newWithIntl(t, kiln.Options{})
		runText(t, rt, formatters)
		runText(t, rt, before)
		image, err := rt.Image()
		require.NoError(t, err)
		runText(t, rt, "change(); 0")
		for range 2 {
			other, err := image.New(kiln.Options{})
			require.NoError(t, err)
			require.Equal(t, used, runText(t, other, "used()"))
			require.Equal(t, next, runText(t, other, "next()"))
			runText(t, other, "change(); 0")
		}
	}
}

func TestFormattersOfAPool(t *testing.T) {
	used, next := fresh(t)
	pool, err := kiln.NewPool(kiln.PoolOptions{Setup: func(rt *kiln.Runtime) error {
		_, err := rt.RunString("setup.js", formatters)
		return err
	}})
	require.NoError(t, err)
	defer pool.Close()
	for range 3 {
		var out []*kiln.Runtime
		for range 2 {
			rt, err := pool.Get(t.Context())
			require.NoError(t, err)
			require.Equal(t, used, runText(t, rt, "used()"))
			require.Equal(t, next, runText(t, rt, "next()"))
			runText(t, rt, "change(); 0")
			out = append(out, rt)
		}
		for _, rt := range out {
			require.NoError(t, pool.Put(rt))
		}
	}
}
