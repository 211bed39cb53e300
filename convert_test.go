package kiln_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
)

// everyWay runs test in every mode, and in each with collections at every safepoint too.
func everyWay(t *testing.T, test func(t *testing.T, rt *kiln.Runtime)) {
	for _, m := range modes.All {
		for _, stress := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/stress=%t", m.Name, stress), func(t *testing.T) {
				rt, err := kiln.New(kiln.Options{Tier: m.Tier, Thresholds: m.Thresholds, Stress: stress})
				require.NoError(t, err)
				test(t, rt)
			})
		}
	}
}

type Base struct {
	ID     int
	hidden int
}

func (b *Base) Identify() string { return fmt.Sprint("#", b.ID) }

type Peer struct {
	Host string `js:"host"`
	Port uint16 `js:"port,omitempty"`
}

type Config struct {
	Base
	Name    string
	Ratio   float64
	On      bool
	Secret  string `js:"-"`
	Peers   []Peer
	Main    *Peer
	Tags    map[string]string
	Any     any
	Next    *Config
	Wait    time.Duration
	At      time.Time
	private int
}

func (c *Config) Greet(who string) (string, error) {
	if who == "" {
		return "", errNobody
	}
	return c.Name + " greets " + who, nil
}

func (c *Config) Sum(start int, more ...int) int {
	for _, n := range more {
		start += n
	}
	return start
}

func (c *Config) Self() *Config { return c }

var errNobody = errors.New("nobody there")

type spot struct{ X, Y int }

func (p spot) String() string { return fmt.Sprintf("(%d,%d)", p.X, p.Y) }

func (p spot) MarshalJSON() ([]byte, error) { return json.Marshal([]int{p.X, p.Y}) }

func TestGoValuesInScripts(t *testing.T) {
	everyWay(t, func(t *testing.T, rt *kiln.Runtime) {
		conf := &Config{Base: Base{ID: 7, hidden: 1}, private: 2, Name: "x", Ratio: 1.5, Peers: []Peer{{"a", 1}, {"b", 0}}, Tags: map[string]string{"k": "v"}, Wait: 1500 * time.Millisecond, At: time.UnixMilli(86400000)}
		conf.Next = conf
		bytes := []byte{1, 2, 3}
		for name, x := range map[string]any{
			"conf": conf, "bytes": bytes, "big": new(big.Int).Lsh(big.NewInt(1), 70), "huge": int64(1<<53 + 1), "u64": uint64(math.MaxUint64),
			"map": map[string]any{"b": 2, "a": []any{1, "x"}, "10": 1, "9": 2}, "ints": []int{3, 1, 2}, "grid": [2][2]int{{1, 2}, {3, 4}}, "p": spot{1, 2},
			"byNumber": map[int]string{3: "three", -1: "minus"}, "err": fmt.Errorf("outer: %w", fs.ErrNotExist), "bad": "a\xffb",
			"add": func(a, b int) int { return a + b }, "div": func(a, b int) (int, error) {
				if b == 0 {
					return 0, errNobody
				}
				return a / b, nil
			},
			"many": func(s string, f ...float64) (int, string) { return len(f), s }, "withContext": func(ctx context.Context, s string) bool { return ctx != nil },
			"call": func(f func(int) int) int { return f(20) + 1 }, "seq": slices.Values([]string{"a", "b"}), "seq2": maps.All(map[string]int{"k": 1}),
			"nothing": (*Config)(nil), "noMap": map[string]int(nil), "noSlice": []int(nil), "raw": json.RawMessage(`{"a":[1]}`),
			"twoErrors": errors.Join(errNobody, fs.ErrExist),
		} {
			require.NoError(t, rt.Set(name, x), name)
		}
		for _, c := range []struct{ source, want string }{
			{"conf.ID + conf.Name + conf.Ratio + conf.On", "7x1.5false"},
			{"conf.Name = 'y'; conf.ID = 8; conf.Name + conf.ID", "y8"},
			{"Object.keys(conf).join()", "ID,Name,Ratio,On,Peers,Main,Tags,Any,Next,Wait,At"},
			{"conf.Next === conf && conf.Self() === conf && conf.Peers === conf.Peers", "true"},
			{"String([conf.Secret, conf.hidden, conf.private, conf.Base, conf.Main])", ",,,,"},
			{"conf.Main = {host: 'm', port: 5}; conf.Main.port = 6; conf.Main.host + conf.Main.port", "m6"},
			{"conf.Peers[0].host = 'z'; conf.Peers.map(p => p.host + p.port).join()", "z1,bundefined"},
			{"JSON.stringify(conf.Peers)", `[{"host":"z","port":1},{"host":"b"}]`},
			{"conf.Peers.push({host: 'c', port: 3}); conf.Peers.length", "3"},
			{"conf.Peers.shift().host + conf.Peers.length + conf.Peers[0].host", "b2b"},
			{"conf.Peers.length = 0; conf.Peers.length", "0"},
			{"conf.Tags.more = 'm'; Object.entries(conf.Tags).join(';')", "k,v;more,m"},
			{"conf.Any = {deep: [1, {x: 2}]}; conf.Any.deep[1].x", "2"},
			{"conf.Wait + ',' + conf.At.toISOString()", "1500,1970-01-02T00:00:00.000Z"},
			{"conf.Wait = '2s'; conf.Wait", "2000"},
			{"conf.Greet('me')", "y greets me"},
			{"var r; try { conf.Greet('') } catch (e) { r = e instanceof Error && e.message } r", "nobody there"},
			{"conf.Sum(1, 2, 3) + conf.Sum(1)", "7"},
			{"conf.Identify()", "#8"},
			{"try { conf.ID = 1.5 } catch (e) { r = e.name + ': ' + e.message } r", "TypeError: field Config.ID: the number 1.5 cannot become a int: it is no integer"},
			{"try { conf.Peers = [{host: 1}] } catch (e) { r = e.message } r", "field Config.Peers[0].host: the number 1 cannot become a string"},
			{"Reflect.set(conf, 'Nope', 1) + ',' + Reflect.deleteProperty(conf, 'Name') + ',' + ('Greet' in conf)", "false,false,true"},
			{"try { conf.Greet.call({}) } catch (e) { r = e.name } r", "TypeError"},
			{"bytes[0] = 9; bytes.constructor.name + bytes", "Uint8Array9,2,3"},
			{"big === 2n ** 70n && huge === 2n ** 53n + 1n && u64 === 2n ** 64n - 1n", "true"},
			{"Object.keys(map).join() + map.a[1] + Array.isArray(map.a)", "9,10,a,bxtrue"},
			{"map.c = null; delete map.b; JSON.stringify(map)", `{"9":2,"10":1,"a":[1,"x"],"c":null}`},
			{"ints.sort().join() + [...ints] + ints.includes(2)", "1,2,31,2,3true"},
			{"grid[1][0] = 9; JSON.stringify(grid) + Reflect.set(grid, 2, [1, 1])", "[[1,2],[9,4]]false"},
			{"p + JSON.stringify(p) + p.X", "(1,2)[1,2]1"},
			{"byNumber[3] + byNumber['-1'] + byNumber.x", "threeminusundefined"},
			{"err.message + '|' + err.cause.message + (err instanceof Error)", "outer: file does not exist|file does not existtrue"},
			{"twoErrors.errors.length", "2"},
			{"bad", "a\ufffdb"},
			{"add(1, 2) + ',' + div(7, 2) + add.length + add.name", "3,32"},
			{"try { div(1, 0) } catch (e) { r = e.message } r", "nobody there"},
			{"try { add(1) } catch (e) { r = e.name + ': ' + e.message } r", "TypeError: argument 2: undefined cannot become a int"},
			{"try { add(1, '2') } catch (e) { r = e.message } r", `argument 2: the string "2" cannot become a int`},
			{"many('s', 1, 2).join() + withContext('')", "2,strue"},
			{"call(x => x + 1)", "22"},
			{"try { call(x => { throw new RangeError('mine') }) } catch (e) { r = e.name + e.message } r", "RangeErrormine"},
			{"[...seq].join() + [...seq].length + [...seq2][0]", "a,b2k,1"},
			{"for (const x of seq) { r = x; break } r", "a"},
			{"seq[Symbol.iterator]().map(x => x + x).toArray().join()", "aa,bb"},
			{"String([nothing, noMap]) + nothing + noMap + noSlice.length", ",nullnull0"},
			{"raw.a[0]", "1"},
		} {
			assert.Equal(t, c.want, evaluateText(t, rt, c.source), c.source)
		}
		assert.Equal(t, "y", conf.Name)
		assert.Equal(t, map[string]any{"deep": []any{int64(1), map[string]any{"x": int64(2)}}}, conf.Any)
		assert.Equal(t, byte(9), bytes[0])
	})
}

func TestFieldsAndFunctionsAreCalledFromHotCode(t *testing.T) {
	everyWay(t, func(t *testing.T, rt *kiln.Runtime) {
		c := &Config{}
		calls := 0
		require.NoError(t, rt.Set("c", c))
		require.NoError(t, rt.Set("add", func(a, b int) int { calls++; return a + b }))
		assert.Equal(t, "44850", evaluateText(t, rt, "function f() { let n = 0; for (let i = 0; i < 300; i++) { c.ID = i; n = add(n, c.ID) } return n } f()"))
		assert.Equal(t, 300, calls)
		assert.Equal(t, 299, c.ID)
	})
}

func TestScriptValuesInGo(t *testing.T) {
	everyWay(t, func(t *testing.T, rt *kiln.Runtime) {
		value := func(source string) kiln.Value {
			v, err := rt.RunString("test.js", source)
			require.NoError(t, err, source)
			return v
		}
		date := time.Date(2026, 2, 3, 4, 5, 6, 7e6, time.UTC)
		for _, c := range []struct {
			source string
			want   any
		}{
			{"1", int64(1)}, {"-0", math.Copysign(0, -1)}, {"1.5", 1.5}, {"2 ** 53", int64(1 << 53)}, {"2 ** 54", float64(1 << 54)}, {"Infinity", math.Inf(1)},
			{"'x'", "x"}, {"null", nil}, {"10n ** 20n", new(big.Int).Exp(big.NewInt(10), big.NewInt(20), nil)}, {"new Number(3)", int64(3)},
			{"[1, , 'a', [true]]", []any{int64(1), nil, "a", []any{true}}}, {"({a: 1, get b() { return 2 }, [Symbol()]: 3})", map[string]any{"a": int64(1), "b": int64(2)}},
			{"new Map([[1, 'a'], ['k', {}]])", [][2]any{{int64(1), "a"}, {"k", map[string]any{}}}}, {"new Set([1, 'a'])", []any{int64(1), "a"}},
			{"new Date(Date.UTC(2026, 1, 3, 4, 5, 6, 7))", date}, {"new Uint8Array([1, 2]).subarray(1)", []byte{2}}, {"new Float32Array([1.5])", []float32{1.5}},
			{"new BigInt64Array([-1n])", []int64{-1}}, {"new Uint16Array([1, 65535])", []uint16{1, 65535}}, {"(function () { return arguments })(1, 2)", []any{int64(1), int64(2)}},
		} {
			assert.Equal(t, c.want, value("("+c.source+")").Export(), c.source)
		}
		cyclic := value("var o = {list: []}; o.self = o; o.list.push(o, o.list); o").Export().(map[string]any)
		assert.Equal(t, fmt.Sprintf("%p", cyclic), fmt.Sprintf("%p", cyclic["self"]))
		list := cyclic["list"].([]any)
		assert.Equal(t, fmt.Sprintf("%p", cyclic), fmt.Sprintf("%p", list[0]))
		assert.Equal(t, fmt.Sprintf("%p", list), fmt.Sprintf("%p", list[1]))
		assert.IsType(t, kiln.Value{}, value("(() => 1)").Export())
		exception, err := kiln.As[error](value("new RangeError('far')"))
		require.NoError(t, err)
		assert.IsType(t, &kiln.Exception{}, exception)
		assert.EqualError(t, exception, "RangeError: far")

		var c Config
		require.NoError(t, value("({ID: 3, Name: 'n', Peers: [{host: 'h'}], Tags: {a: 'b'}, Main: {port: 80}, Wait: 5, At: '2026-02-03T04:05:06Z', other: 1})").ExportTo(&c))
		assert.Equal(t, Config{Base: Base{ID: 3}, Name: "n", Peers: []Peer{{Host: "h"}}, Tags: map[string]string{"a": "b"}, Main: &Peer{Port: 80}, Wait: 5 * time.Millisecond, At: date.Truncate(time.Second)}, c)
		var ring *Config
		require.NoError(t, value("var ring = {Name: 'r'}; ring.Next = {Next: ring}; ring").ExportTo(&ring))
		assert.Same(t, ring, ring.Next.Next)
		m, err := kiln.As[map[int][]string](value("({1: ['a'], 2: []})"))
		require.NoError(t, err)
		assert.Equal(t, map[int][]string{1: {"a"}, 2: {}}, m)
		keyed, err := kiln.As[map[spot]bool](value("new Map([[{X: 1, Y: 2}, true]])"))
		require.NoError(t, err)
		assert.Equal(t, map[spot]bool{{1, 2}: true}, keyed)
		three, err := kiln.As[[3]int8](value("new Set([1, 2, 3])"))
		require.NoError(t, err)
		assert.Equal(t, [3]int8{1, 2, 3}, three)
		add, err := kiln.As[func(int, ...int) (int, error)](value("((a, ...b) => { if (!b.length) throw new TypeError('few'); return b.reduce((x, y) => x + y, a) })"))
		require.NoError(t, err)
		n, err := add(1, 2, 3)
		require.NoError(t, err)
		assert.Equal(t, 6, n)
		_, err = add(1)
		assert.ErrorContains(t, err, "few")
		pair, err := kiln.As[func() (int, string)](value("(() => [1, 'a'])"))
		require.NoError(t, err)
		i, s := pair()
		assert.Equal(t, "1a", fmt.Sprint(i, s))
		for _, bad := range []struct {
			source string
			dst    any
			want   string
		}{
			{"300", new(int8), "the number 300 cannot become a int8: it does not fit"}, {"1.5", new(int), "it is no integer"}, {"NaN", new(int), "it is no integer"},
			{"-1", new(uint), "it does not fit"}, {"1e300", new(float32), "it does not fit"}, {"2n ** 70n", new(int64), "it does not fit"}, {"'1'", new(int), `the string "1" cannot become a int`},
			{"1", new(string), "the number 1 cannot become a string"}, {"[1, [2, {a: 'x'}]]", new([]any), ""}, {"[{host: 'a'}, {port: 70000}]", new([]Peer), "[1].port: the number 70000 cannot become a uint16: it does not fit"},
			{"({Peers: [{}, {host: 5}]})", new(Config), "Peers[1].host: the number 5 cannot become a string"}, {"[1, 2]", new([3]int), "it has another length"},
			{"({})", new(chan int), "cannot become a chan int"}, {"undefined", new(int), "undefined cannot become a int"}, {"Symbol('s')", new(string), "cannot become a string"},
			{"({a: 1})", new(map[int]int), `the string "a" cannot become a int`}, {"(() => 1)", new(map[string]any), "cannot become a map[string]interface {}"}, {"({})", new(fmt.Stringer), "cannot become a fmt.Stringer"},
			{"new Date(NaN)", new(time.Time), "it is no valid date"},
		} {
			err := value("(" + bad.source + ")").ExportTo(bad.dst)
			if bad.want == "" {
				require.NoError(t, err, bad.source)
				continue
			}
			assert.ErrorContains(t, err, bad.want, bad.source)
		}
	})
}

func TestDeepValuesAreAnError(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	require.NoError(t, rt.Set("n", kiln.Fewer(100_000, 1, 9)))
	type ring struct{ A *ring }
	for source, list := range map[string][]any{
		"let deep = []; for (let i = 0; i < n; i++) deep = [deep]; deep":                    {new(any), new([]any)},
		"let more = {}; for (let i = 0; i < n; i++) more = {A: more}; more":                 {new(any), new(*ring), new(map[string]any)},
		"let maps = new Map; for (let i = 0; i < n; i++) maps = new Map([[1, maps]]); maps": {new(any), new(map[int]any)},
	} {
		v, err := rt.RunString("test.js", source)
		require.NoError(t, err)
		for _, dst := range list[:kiln.Fewer(len(list), 1, len(list))] {
			require.ErrorContains(t, v.ExportTo(dst), "nested too deep")
		}
		assert.IsType(t, kiln.Value{}, v.Export())
	}
}

func TestGoValuesComeBack(t *testing.T) {
	everyWay(t, func(t *testing.T, rt *kiln.Runtime) {
		conf, m, list := &Config{}, map[string]int{"a": 1}, []int{1}
		ch := make(chan int)
		for name, x := range map[string]any{"conf": conf, "m": m, "list": list, "p": spot{1, 2}, "f": strings.ToUpper, "ch": ch, "err": fs.ErrNotExist,
			"fail": func() error { return &fs.PathError{Op: "open", Path: "x", Err: fs.ErrNotExist} }, "seq": slices.Values(list)} {
			require.NoError(t, rt.Set(name, x))
		}
		get := func(source string) any {
			v, err := rt.RunString("test.js", source)
			require.NoError(t, err)
			return v.Export()
		}
		assert.Same(t, conf, get("conf"))
		get("m").(map[string]int)["b"] = 2
		assert.Equal(t, 2, m["b"])
		assert.Equal(t, []int{1, 5}, get("list.push(5); list"))
		assert.Equal(t, spot{1, 2}, get("p"))
		assert.Equal(t, "A", get("f").(func(string) string)("a"))
		assert.Equal(t, ch, get("ch"))
		assert.Equal(t, fs.ErrNotExist, get("err"))
		assert.IsType(t, iter.Seq[int](nil), get("seq"))
		err := get("try { fail() } catch (e) { e }").(error)
		var path *fs.PathError
		require.ErrorAs(t, err, &path)
		require.ErrorIs(t, err, fs.ErrNotExist)
		err = get("try { fail() } catch (e) { new Error('outer', {cause: e}) }").(error)
		require.ErrorIs(t, err, fs.ErrNotExist)
		for _, source := range []string{"fail()", "try { fail() } catch (e) { throw e }", "try { fail() } catch (e) { throw new Error('outer', {cause: e}) }", "var kept; try { fail() } catch (e) { kept = e } throw kept"} {
			_, err := rt.RunString("test.js", source)
			require.ErrorIs(t, err, fs.ErrNotExist, source)
		}
		v, err := rt.RunString("test.js", "conf")
		require.NoError(t, err)
		var c Config
		require.NoError(t, v.ExportTo(&c))
		var p *Config
		require.NoError(t, v.ExportTo(&p))
		assert.Same(t, conf, p)
		again, err := rt.ToValue(conf)
		require.NoError(t, err)
		assert.True(t, again.StrictEquals(v))
	})
}

func TestWhatCannotBecomeAValue(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	other, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	foreign := other.NewObject()
	var itself any
	itself = &itself
	for _, c := range []struct {
		x    any
		want string
	}{
		{make(chan<- int), "a chan<- int cannot become a JavaScript value"},
		{1i, "a complex128 cannot become a JavaScript value"},
		{map[spot]int{}, "its keys are no strings"},
		{foreign, "another runtime"},
		{itself, "points to itself"},
	} {
		_, err := rt.ToValue(c.x)
		assert.ErrorContains(t, err, c.want)
	}
	for _, c := range []struct {
		x    any
		read string
		want string
	}{
		{struct{ Bad []complex64 }{[]complex64{1}}, "x.Bad[0]", "[0]: a complex64 cannot become a JavaScript value"},
		{struct{ Bad complex64 }{}, "x.Bad", "Bad: a complex64 cannot become a JavaScript value"},
		{[]any{foreign}, "x[0]", "another runtime"},
	} {
		require.NoError(t, rt.Set("x", c.x))
		_, err = rt.RunString("test.js", c.read)
		assert.ErrorContains(t, err, c.want)
	}
}

func TestAPanicOfTheHostIsNotCaught(t *testing.T) {
	everyWay(t, func(t *testing.T, rt *kiln.Runtime) {
		require.NoError(t, rt.Set("explode", func(int) int { panic("boom") }))
		require.NoError(t, rt.Set("slowly", func(int8) (int8, error) { panic(errNobody) }))
		_, err := rt.RunString("test.js", "try { explode(1) } catch (e) { 'caught' } finally { globalThis.ran = true }")
		var p *kiln.InternalError
		require.ErrorAs(t, err, &p)
		assert.Equal(t, "boom", p.Panic)
		assert.True(t, p.Callback)
		assert.NotEmpty(t, p.Frames)
		assert.Contains(t, string(p.Stack), "convert_test.go")
		_, err = rt.RunString("test.js", "slowly(1)")
		require.ErrorIs(t, err, errNobody)
		assert.Equal(t, "undefined", evaluateText(t, rt, "typeof ran"))
	})
}

func TestAFunctionWithTheContextOfTheRunEndsIt(t *testing.T) {
	everyWay(t, func(t *testing.T, rt *kiln.Runtime) {
		ctx, cancel := context.WithCancelCause(context.Background())
		require.NoError(t, rt.Set("wait", func(ctx context.Context, _ string) string {
			cancel(errNobody)
			<-ctx.Done()
			return "waited"
		}))
		p, err := kiln.Compile("test.js", "try { wait('') } catch (e) {} globalThis.later = true", kiln.Script)
		require.NoError(t, err)
		_, err = rt.RunContext(ctx, p)
		var limit *kiln.LimitError
		require.ErrorAs(t, err, &limit)
		assert.Equal(t, "undefined", evaluateText(t, rt, "typeof later"))
	})
}

func TestNamesOfFields(t *testing.T) {
	rt, err := kiln.New(kiln.Options{Names: kiln.LowerCamel})
	require.NoError(t, err)
	require.NoError(t, rt.Set("x", &struct {
		Config
		HTTPServer string
		UserID     int
	}{Config: Config{Name: "n"}}))
	assert.Equal(t, "id,name,ratio,on,peers,main,tags,any,next,wait,at,httpServer,userID", evaluateText(t, rt, "Object.keys(x).join()"))
	assert.Equal(t, "n greets y", evaluateText(t, rt, "x.greet('y')"))
}

func TestChannelsAreAsyncIterables(t *testing.T) {
	everyWay(t, func(t *testing.T, rt *kiln.Runtime) {
		ch := make(chan int, 1)
		require.NoError(t, rt.Set("ch", ch))
		go func() {
			for i := range 3 {
				time.Sleep(time.Millisecond)
				ch <- i
			}
			close(ch)
		}()
		_, err := rt.RunString("test.js", "var got = []; (async () => { for await (const x of ch) got.push(x); got.push('end') })()")
		require.NoError(t, err)
		require.NoError(t, rt.RunLoop())
		assert.Equal(t, "0,1,2,end", evaluateText(t, rt, "got.join()"))
	})
}

func TestWhatScriptsMakeLargeInGoIsCounted(t *testing.T) {
	for _, source := range []string{
		"for (let i = 0; ; i++) m['key' + i] = i", "for (;;) list.push(1)", "list[3e8] = 1", "list.length = 4e9",
		"const a = []; a.length = 4e9; take(a)", "const s = 'x'.repeat(1e6); take(Array(1e4).fill(s))",
		"const a = []; for (;;) { a.push(make()) }",
	} {
		rt, err := kiln.New(kiln.Options{MaxHeap: 6 << 20})
		require.NoError(t, err)
		rt.SetDeadline(time.Now().Add(30 * time.Second))
		require.NoError(t, rt.Set("m", map[string]int{}))
		require.NoError(t, rt.Set("list", []int{}))
		require.NoError(t, rt.Set("take", func(any) {}))
		require.NoError(t, rt.Set("make", func() []byte { return make([]byte, 1<<20) }))
		_, err = rt.RunString("test.js", source)
		require.Error(t, err, source)
		var limit *kiln.LimitError
		if errors.As(err, &limit) {
			assert.Equal(t, kiln.LimitMemory, limit.Kind, source)
		}
	}
}

func TestGoValuesAndCheckpoints(t *testing.T) {
	everyWay(t, func(t *testing.T, rt *kiln.Runtime) {
		before, after := &Config{Name: "before"}, &Config{Name: "after"}
		require.NoError(t, rt.Set("before", before))
		assert.Equal(t, "before", evaluateText(t, rt, "before.Name"))
		cp, err := rt.Checkpoint()
		require.NoError(t, err)
		for range 3 {
			require.NoError(t, rt.Set("after", after))
			assert.Equal(t, "after1", evaluateText(t, rt, "before.ID++; before.extra; before.Next = after; after.Name + (before.Next === after ? 1 : 0)"))
			require.NoError(t, rt.Restore(cp))
			assert.Equal(t, "undefined", evaluateText(t, rt, "typeof after"))
			assert.Equal(t, "after", evaluateText(t, rt, "before.Next.Name"), "what Go has is not rewound")
			v, err := rt.ToValue(after)
			require.NoError(t, err)
			assert.Same(t, after, v.Export())
			assert.Equal(t, "true", evaluateText(t, rt, "before.Next === before.Next"))
		}
		assert.Equal(t, 3, before.ID)
	})
}
