package kiln

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// jsonOracle has a script read and write texts.
type jsonOracle struct {
	rt   *Runtime
	both Value // text → [JSON.stringify(JSON.parse(text)), or the error]
}

func newJSONOracle(tb testing.TB, o Options) *jsonOracle {
	rt, err := New(o)
	require.NoError(tb, err)
	both, err := rt.RunString("oracle.js", `(text) => { try { return "=" + JSON.stringify(JSON.parse(text)) } catch (e) { return "!" + e.name } }`)
	require.NoError(tb, err)
	return &jsonOracle{rt, both}
}

// compare reads a text as a script does and from bytes.
func (o *jsonOracle) compare(tb testing.TB, text string) {
	want, err := o.rt.Call(o.both, nil, text)
	require.NoError(tb, err)
	got := ""
	v, err := o.rt.ParseJSON([]byte(text))
	var e *Exception
	switch {
	case errors.As(err, &e):
		got = "!" + e.Name
	case err != nil:
		got = err.Error()
	default:
		out, err := v.AppendJSON([]byte("="))
		require.NoError(tb, err)
		got = string(out)
	}
	require.Equal(tb, want.String(), got, "%q", text)
}

var jsonTexts = []string{
	"", " ", "null", "true", "fals", "0", "-0", "-", "00", "01", "1.", "1.5", "-1.5e3", "1e400", "1e-400", "-1e+2", "1e", ".5", "123456789012345678", "1234567890123456789", "12345678901234567890123",
	"9007199254740993", "9007199254740993.5", "0.1", "0.30000000000000004", "123456.789012345678", "-2147483648", "2147483648", "2147483647", "-2147483649", "0.000001", "1e21", "1.0", "-0.0",
	`""`, `"a`, `"\`, `"\u`, `"\u12`, `"\u00e9\u4e16\ud83d\ude00"`, `"\ud83d"`, `"\ude00x"`, `"\ud83d\u0041"`, `"\x"`, "\"\n\"", "\"\x1f\"", `"\"\\\/\b\f\n\r\t"`, `"é"`, `"ÿĀ"`, `"世界😀"`, `"é\n世"`, `"é\n"`, `"` + "\u2028" + `"`,
	`[]`, `[ ]`, `[1,]`, `[,1]`, `[1 2]`, `[1,2`, `[[[]]]`, `{}`, `{"a":1}`, `{"a" :1 , "b": [ ] }`, `{a:1}`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{"a":1,"a":2}`, `{"1":1,"0":2,"b":3}`, `{"__proto__":{"x":1}}`, `{"":0}`,
	`{"é":1,"世":2,"\u00e9":3}`, `1 x`, `nullx`, "\ufeff1", "[1]\u00a0", "{\"a\":1}\t\n\r ", `世`, `"a" 世界`,
	`[{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6},{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6},{"a":1,"b":2,"c":3,"d":4,"x":5},{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7}]`,
	`[{"x\ny":1,"q\"":2},{"x\ny":1,"q\"":2},{"x\u000ay":1,"q\"":2},{"x\\ny":1}]`,
	`[{"é":1,"z":2},{"é":1,"z":2},{"\u00e9":1,"z":2}]`,
	`[{"a":1,"b":1},{"a":1,"b":1,"b":2},{"a":1,"b":1,"a":3},{"a":1,"a":1,"b":2}]`,
	`{"a":"` + strings.Repeat(`x\n`, 3000) + `"}`, `"` + strings.Repeat("é", 5000) + `\n"`, strings.Repeat("[", 300) + strings.Repeat("]", 300), strings.Repeat("[", 30_000),
}

func TestJSONOfBytesIsThatOfScripts(t *testing.T) {
	for _, o := range []Options{{}, {Stress: true}} {
		oracle := newJSONOracle(t, o)
		for _, text := range jsonTexts {
			if !o.Stress || len(text) < 1000 {
				oracle.compare(t, text)
			}
		}
		if o.Stress {
			continue
		}
		r := rand.New(rand.NewPCG(1, 2))
		rows := jsonDocuments()
		for range 1500 {
			text := jsonTexts[r.IntN(len(jsonTexts))]
			if r.IntN(2) == 0 {
				text = rows[r.IntN(len(rows))].text
				from := r.IntN(len(text) - 5000)
				if end := strings.Index(text[from:], "},{"); end >= 0 {
					text = strings.ToValidUTF8(text[:1]+text[from+end+2:from+end+600], "")
				}
			}
			if len(text) > 5000 {
				continue
			}
			b := []rune(text)
			for range r.IntN(3) {
				if len(b) > 0 {
					b[r.IntN(len(b))] = []rune("{}[]\",:\\u01e.- é世n")[r.IntN(18)]
				}
			}
			oracle.compare(t, string(b))
		}
	}
}

func FuzzJSONOfBytes(f *testing.F) {
	for _, text := range jsonTexts {
		f.Add(text)
	}
	oracle := newJSONOracle(f, Options{})
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 10_000 {
			oracle.compare(t, strings.ToValidUTF8(text, "\uFFFD"))
		}
	})
}

func TestParseJSONErrors(t *testing.T) {
	rt, err := New(Options{})
	require.NoError(t, err)
	for text, want := range map[string]string{
		"":         "SyntaxError: Unexpected end of JSON input",
		`{"é":1,}`: "SyntaxError: Expected double-quoted property name in JSON at position 8",
		`[1 2]`:    "SyntaxError: Expected ',' or ']' after array element in JSON at position 3",
		`["世界世界世界", 世, "世界世界"]`: "SyntaxError: Unexpected token '世', ...\"界世界\", 世, \"世界\"... is not valid JSON",
		"\xff": "SyntaxError: Unexpected token '\uFFFD', \"\uFFFD\" is not valid JSON",
	} {
		_, err := rt.ParseJSON([]byte(text))
		var e *Exception
		if assert.ErrorAs(t, err, &e, "%q", text) {
			assert.Equal(t, want, e.Name+": "+e.Message, "%q", text)
		}
	}
}

func TestParseJSONBadUTF8(t *testing.T) {
	rt, err := New(Options{})
	require.NoError(t, err)
	for text, want := range map[string]string{
		"\"a\xff\xfeb\"":          "\"a\uFFFD\uFFFDb\"",
		"\"a\xff\\n\xe4\xb8\"":    "\"a\uFFFD\\n\uFFFD\uFFFD\"",
		"\"\xed\xa0\x80\"":        "\"\uFFFD\uFFFD\uFFFD\"",
		"{\"\xff\":1}":            "{\"\uFFFD\":1}",
		"{\"\xff\\\\\":1}":        "{\"\uFFFD\\\\\":1}",
		"\"\\ud800\xed\xb0\x80\"": "\"\\ud800\uFFFD\uFFFD\uFFFD\"",
	} {
		v, err := rt.ParseJSON([]byte(text))
		require.NoError(t, err, "%q", text)
		got, err := v.JSON()
		require.NoError(t, err)
		assert.Equal(t, want, string(got), "%q", text)
	}
}

func TestJSONErrors(t *testing.T) {
	rt, err := New(Options{})
	require.NoError(t, err)
	for source, want := range map[string]string{
		"undefined":                         "kiln: undefined has no form in JSON",
		"(() => 1)":                         "kiln: a function has no form in JSON",
		"Symbol()":                          "kiln: a symbol has no form in JSON",
		"({toJSON() {}})":                   "kiln: what toJSON returns has no form in JSON",
		"1n":                                "TypeError: Do not know how to serialize a BigInt",
		"({get a() { throw new Error(1)}})": "Error: 1",
	} {
		v, err := rt.RunString("v.js", source)
		require.NoError(t, err)
		out, err := v.AppendJSON([]byte("kept"))
		assert.Equal(t, "kept", string(out))
		assert.ErrorContains(t, err, want, source)
	}
	_, err = Value{}.JSON()
	assert.ErrorContains(t, err, "undefined has no form in JSON")
}

func TestAppendJSON(t *testing.T) {
	rt, err := New(Options{})
	require.NoError(t, err)
	v, err := rt.RunString("v.js", `({a: [1, -0, 0.5, NaN, "é世😀\n\ud800"], toString() {}, d: new Date(0), r: JSON.rawJSON("1e1000"), "ключ": null})`)
	require.NoError(t, err)
	got, err := v.AppendJSON(make([]byte, 0, 4))
	require.NoError(t, err)
	const want = `{"a":[1,0,0.5,null,"é世😀\n\ud800"],"d":"1970-01-01T00:00:00.000Z","r":1e1000,"ключ":null}`
	assert.Equal(t, want, string(got))
	got, err = v.AppendJSON(got)
	require.NoError(t, err)
	assert.Equal(t, want+want, string(got))
}

func TestJSONKeepsLimits(t *testing.T) {
	text := []byte("[" + strings.Repeat(`{"a":[1,2,3],"b":"text"},`, 100_000) + "0]")
	var limit *LimitError
	rt, err := New(Options{MaxHeap: int64(Fewer(4, 1, 4)) << 20})
	require.NoError(t, err)
	_, err = rt.ParseJSON(text)
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, LimitMemory, limit.Kind)

	rt, err = New(Options{})
	require.NoError(t, err)
	rt.SetFuel(1000)
	_, err = rt.ParseJSON(text)
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, LimitFuel, limit.Kind)
	rt.SetFuel(-1)
	v, err := rt.RunString("big.js", "Array(2e6).fill({a: 1})")
	require.NoError(t, err)
	rt.SetDeadline(time.Now().Add(20 * time.Millisecond))
	_, err = v.JSON()
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, LimitTime, limit.Kind)
}
