//go:build !kiln_no_intl && !kiln_no_temporal

package kiln_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// localeMethods are what keeps formatters of what it was called with, each with options o.
const localeMethods = `
	const methods = {
		number: o => (1234.5).toLocaleString("en", o), bigint: o => 1234n.toLocaleString("en", o),
		date: o => new Date(0).toLocaleDateString("en", o), time: o => new Date(0).toLocaleTimeString("en", o), both: o => new Date(0).toLocaleString("en", o),
		plain: o => Temporal.PlainDateTime.from("2024-05-01T10:00").toLocaleString("en", o), compare: o => "a10".localeCompare("A9", "en", o),
	}, warm = () => { for (const name in methods) for (let i = 0; i < 3; i++) methods[name]({}) };`

// Whatever a method has kept, it reads its options as it does the first time where that can be seen.
func TestOptionsThatRunCodeAreRead(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{})
	require.Equal(t, "[]", runText(t, rt, localeMethods+`
		const wrong = [], log = (...list) => wrong.push(list.map(String).join(" "));
		for (const [name, f] of Object.entries(methods)) {
			const read = [], sees = o => new Proxy(o, { get(t, k) { read.push(k) } });
			f(sees({}));
			const names = [...new Set(read)];
			if (names.length < 6) log(name, "reads", names);
			for (const key of names) {
				warm();
				let count = 0;
				const getter = { get() { count++ }, configurable: true };
				Object.defineProperty(Object.prototype, key, getter);
				f({}); f({});
				if (count < 2) log(name, "does not see a getter of Object.prototype", key);
				delete Object.prototype[key];
				warm(); count = 0;
				const own = Object.defineProperty({}, key, getter), below = Object.create(own);
				f(own); f(own); f(below); f(below);
				if (count < 4) log(name, "does not see a getter", key);
				count = 0;
				const text = { [key]: { toString() { count++; throw 1 }, valueOf() { count++; throw 1 } } };
				for (let i = 0; i < 2; i++) try { f(text) } catch {}
				if (count < 2 && !/hour12|numeric|ignorePunctuation|useGrouping/.test(key)) log(name, "does not convert", key);
			}
		}
		JSON.stringify(wrong)`))
}

// Equal options give equal texts, and others the text of theirs.
func TestKeptFormattersAreThoseOfTheOptions(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{})
	for range 3 {
		require.Equal(t, "1.50|1.500|1.5|€1.50|1.5|2|1.5|TypeError|RangeError|1.500", runText(t, rt, `{
			const x = 1.5, o = { minimumFractionDigits: 2 }, list = [x.toLocaleString("en", o)];
			o.minimumFractionDigits = 3; list.push(x.toLocaleString("en", o));
			delete o.minimumFractionDigits; list.push(x.toLocaleString("en", o));
			o.style = "currency"; o.currency = "EUR"; list.push(x.toLocaleString("en", o));
			o.style = undefined; list.push(x.toLocaleString("en", o));
			list.push(x.toLocaleString("en", { maximumFractionDigits: 0 }), x.toLocaleString("en", Object.create(null)));
			for (const wrong of [null, { style: "none" }]) try { x.toLocaleString("en", wrong) } catch (e) { list.push(e.name) }
			list.push(x.toLocaleString("en", Object.create({ minimumFractionDigits: 3 })));
			list.join("|") }`))
		require.Equal(t, "-1 1 0 -1 1", runText(t, rt, `
			["a10".localeCompare("a9", "en"), "a10".localeCompare("a9", "en", { numeric: true }), "a".localeCompare("A", undefined, { sensitivity: "base" }),
				"a".localeCompare("A", undefined, {}), "a".localeCompare("A", "en", { caseFirst: "upper" })].join(" ")`))
		require.Equal(t, "1/1/1970|01/01|1/1/1970, 12:00:00 AM|1", runText(t, rt, `{
			const d = new Date(0), z = { timeZone: "UTC" };
			[d.toLocaleDateString("en", z), d.toLocaleDateString("en", { ...z, day: "2-digit", month: "2-digit" }), d.toLocaleString("en", z),
				d.toLocaleDateString("en", { ...z, day: "numeric" })].join("|") }`))
	}
}

// A string that is no tag may look like a locale with options.
func TestKeptFormattersAreNotThoseOfStringsThatAreNoTags(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{})
	require.Equal(t, "", runText(t, rt, `{
		const wrong = [];
		for (const f of [(...a) => (0.5).toLocaleString(...a), (...a) => new Date(0).toLocaleDateString(...a), (...a) => "a".localeCompare("b", ...a)])
			for (const [o, text] of [[{}, ""], [{ style: "percent" }, "\x05styles\x07percent"]]) for (const prefix of ["en\0", "\x02en", "en"]) {
				f("en", o); f(undefined, o);
				for (const no of [prefix + text + "\0", "\0" + text, prefix + text]) try { if (no !== "en") { f(no); wrong.push(JSON.stringify(no)) } } catch {}
			}
		wrong.join() }`))
}

// What a method takes of the fuel does not depend on what has been kept, by this runtime or another one.
func TestKeptFormattersTakeTheSameFuel(t *testing.T) {
	for i, call := range []string{`(1.5).toLocaleString("en-%s", o)`, `new Date(0).toLocaleString("en-%s", o)`, `"a".localeCompare("b", "en-%s", o)`} {
		for _, options := range []string{"undefined", "{}", "{ numeric: true, minimumFractionDigits: 2, minute: 'numeric' }"} {
			source := fmt.Sprintf("var o = "+options+"; "+call, fmt.Sprintf("x-fuel%d", i))
			var used []int64
			for range 2 {
				rt := newWithIntl(t, kiln.Options{})
				rt.SetFuel(1 << 20)
				runText(t, rt, source)
				first := rt.Stats().Limits.Fuel.Used
				runText(t, rt, source)
				second := rt.Stats().Limits.Fuel.Used
				used = append(used, first, second-first)
			}
			for _, n := range used {
				require.Equal(t, used[0], n, source)
			}
		}
	}
}

// Runtimes that run at the same time share formatters.
func TestRuntimesShareFormatters(t *testing.T) {
	var all sync.WaitGroup
	texts := make([]string, 4)
	for i := range texts {
		rt := newWithIntl(t, kiln.Options{})
		all.Add(1)
		go func() {
			defer all.Done()
			v, err := rt.RunString("shared.js", fmt.Sprintf(`
				let all = "";
				const locales = ["en", "de", "ar-EG", "ja", "hi", "th", "fr", "ru"];
				for (let i = 0; i < %d; i++) for (const l of locales) {
					const style = ["full", "long", "medium", "short"][i & 3], n = i & 15;
					all += (i + 0.5).toLocaleString(l, { minimumFractionDigits: n }) + i.toLocaleString(l + "-u-nu-latn") + new Date(i * 1e9).toLocaleString(l, { dateStyle: style, timeStyle: style, timeZone: "Europe/Rome" })
						+ new Date(i * 1e9).toLocaleDateString(l, { timeZone: "Asia/Tokyo", weekday: "long", hour: n & 1 ? "numeric" : undefined })
						+ new Intl.DateTimeFormat(l, { timeZone: "UTC", month: "long" }).formatRange(0, i * 1e9) + "a".localeCompare("ä", l, { numeric: !!(n & 1) })
						+ new Intl.RelativeTimeFormat(l).format(n, "day") + new Intl.PluralRules(l).select(n) + new Intl.ListFormat(l).format(["a", l])
						+ new Intl.NumberFormat(l, { style: "currency", currency: ["EUR", "JPY"][i & 1], notation: n & 2 ? "compact" : "standard" }).format(i * 1e4)
						+ new Intl.DurationFormat(l).format({ hours: n }) + Temporal.PlainDate.from("2024-05-01").toLocaleString(l, { calendar: n & 1 ? "hebrew" : "iso8601" });
				}
				all`, kiln.Fewer(60, 4, 12)))
			if err != nil {
				texts[i] = err.Error()
				return
			}
			texts[i] = v.String()
		}()
	}
	all.Wait()
	require.Greater(t, len(texts[0]), 1000)
	for _, text := range texts[1:] {
		require.Equal(t, texts[0], text)
	}
}

func TestDurationsOfLocales(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{})
	for source, want := range map[string]string{
		`.toLocaleString("en")`: "1 hr, 2 min, 3 sec", `.toLocaleString("de", { style: "long" })`: "1 Stunde, 2 Minuten und 3 Sekunden",
		`.toLocaleString("en", { style: "digital" })`: "1:02:03", `.negated().toLocaleString("fr", { style: "narrow" })`: "-1h 2min 3s",
		`.toLocaleString.call({})`: "TypeError", `.toLocaleString("en", { style: "none" })`: "RangeError", `.toLocaleString("en", null)`: "TypeError",
		`.toLocaleString.length`: "0",
	} {
		require.Equal(t, want, runText(t, rt, "try { String(Temporal.Duration.from('PT1H2M3S')"+source+") } catch (e) { e.name }"), source)
	}
}
