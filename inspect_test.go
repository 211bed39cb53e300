package kiln_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// TestInspectColors compares values in colour, and proxies as such, with what util.inspect
// of Node 20 makes of them.
func TestInspectColors(t *testing.T) {
	source, err := os.ReadFile("pkg/web/testdata/console.js")
	require.NoError(t, err)
	want, err := os.ReadFile("testdata/inspect_colors.txt")
	require.NoError(t, err)
	_, rest, _ := strings.Cut(string(source), "\n") // the first line defines show
	rt, err := kiln.New(kiln.Options{Libraries: web.All()})
	require.NoError(t, err)
	_, err = rt.RunString("console.js", "const shown = []; const show = (name, value) => shown.push({ name, value });\n"+rest)
	require.NoError(t, err)
	wants := strings.Split(strings.TrimSuffix(string(want), "\n"), "--- ")[1:]
	for i, w := range wants {
		name, text, _ := strings.Cut(strings.TrimSuffix(w, "\n"), "\n")
		if name == "two cycles" {
			continue // Node counts the codes of the colour of <ref *1> as columns
		}
		v, err := rt.RunString("value", fmt.Sprintf("shown[%d].value", i))
		require.NoError(t, err)
		got, err := v.Inspect(kiln.InspectOptions{Colors: true, Proxies: true})
		require.NoError(t, err)
		assert.Equal(t, text, got, name)
	}
}

// TestInspectDataView shows what a DataView has left of a buffer that has shrunk.
func TestInspectDataView(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	for source, length := range map[string]string{
		"new DataView(b(16), 4, 8)": "byteLength: 8", "new DataView(b(16), 4)": "byteLength: 12",
		"shrunk(new DataView(b(16), 4, 8), 8)": "byteLength: 0", "shrunk(new DataView(b(16), 4), 8)": "byteLength: 4",
		"shrunk(new DataView(b(16), 4), 2)": "byteLength: 0", "(v => (v.buffer.transfer(), v))(new DataView(b(16), 4))": "byteLength: 0",
	} {
		v, err := rt.RunString("view.js", "var b = n => new ArrayBuffer(n, { maxByteLength: 32 }), shrunk = (v, n) => (v.buffer.resize(n), v); "+source)
		require.NoError(t, err)
		text, err := v.Inspect(kiln.InspectOptions{})
		require.NoError(t, err)
		assert.Contains(t, text, "DataView {\n  "+length+",\n  byteOffset: 4", source)
	}
}

// Objects of Temporal are shown by class and text, whatever scripts have made of their methods; those of Intl
// like Node shows them.
func TestInspectTemporal(t *testing.T) {
	if !kiln.IsBuiltWith("Temporal") {
		t.Skip("this build has no Temporal")
	}
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	intl := "'no Intl'"
	if kiln.IsBuiltWith("Intl") {
		intl = "NumberFormat [Intl.NumberFormat] {}"
	}
	for source, want := range map[string]string{
		`Temporal.PlainDate.from("2024-05-01")`:                                      "Temporal.PlainDate 2024-05-01",
		`Temporal.PlainDate.from("2024-05-01[u-ca=hebrew]")`:                         "Temporal.PlainDate 2024-05-01[u-ca=hebrew]",
		`new Temporal.Instant(0n)`:                                                   "Temporal.Instant 1970-01-01T00:00:00Z",
		`Temporal.ZonedDateTime.from("2024-05-01T01:02[Europe/Berlin]")`:             "Temporal.ZonedDateTime 2024-05-01T01:02:00+02:00[Europe/Berlin]",
		`Temporal.PlainDateTime.from("2024-05-01T01:02:03.5")`:                       "Temporal.PlainDateTime 2024-05-01T01:02:03.5",
		`Temporal.PlainTime.from("01:02")`:                                           "Temporal.PlainTime 01:02:00",
		`Temporal.PlainYearMonth.from("2024-05")`:                                    "Temporal.PlainYearMonth 2024-05",
		`Temporal.PlainMonthDay.from("05-01")`:                                       "Temporal.PlainMonthDay 05-01",
		`Temporal.Duration.from({ hours: -1, minutes: -30 })`:                        "Temporal.Duration -PT1H30M",
		`[Temporal.PlainTime.from("01:02")]`:                                         "[ Temporal.PlainTime 01:02:00 ]",
		`Object.assign(Temporal.PlainTime.from("01:02"), { a: 1 })`:                  "Temporal.PlainTime 01:02:00 { a: 1 }",
		`new (class Day extends Temporal.PlainDate { x = 1 })(2024, 1, 2)`:           "Day [Temporal.PlainDate] 2024-01-02 { x: 1 }",
		`Object.setPrototypeOf(new Temporal.PlainDate(2024, 1, 2), null)`:            "[Temporal.PlainDate: null prototype] 2024-01-02",
		`Temporal.Duration.prototype.toString = 1; Temporal.Duration.from("PT1H")`:   "Temporal.Duration PT1H",
		`({ a: { b: { c: { d: 1, x: Temporal.PlainTime.from("01:02") } } } }).a.b.c`: "{ d: 1, x: Temporal.PlainTime 01:02:00 }",
		`({ a: { b: { c: Temporal.PlainTime.from("01:02") } } })`:                    "{ a: { b: { c: Temporal.PlainTime 01:02:00 } } }",
		`Temporal.PlainDate.prototype`:                                               "Object [Temporal.PlainDate] {}",
		`globalThis.Intl ? new Intl.NumberFormat("de") : "no Intl"`:                  intl,
	} {
		v, err := rt.RunString("inspect.js", source)
		require.NoError(t, err)
		text, err := v.Inspect(kiln.InspectOptions{})
		require.NoError(t, err)
		assert.Equal(t, want, text, source)
	}
}
