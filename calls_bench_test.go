package kiln

import (
	"slices"
	"testing"
	"time"

	"github.com/dop251/goja"
)

// callCase is one way between Go and a script, in Kiln and in goja. Each function that setup
// returns does n calls.
type callCase struct {
	name string
	kiln func(b *testing.B, rt *Runtime) func(n int)
	goja func(b *testing.B, vm *goja.Runtime) func(n int)
}

// BenchmarkCalls measures calls between Go and scripts, in turns with goja so that both see the
// same machine. kiln-ns and goja-ns are medians of one call, ratio is how many times as fast
// Kiln is.
func BenchmarkCalls(b *testing.B) {
	for _, c := range callCases {
		b.Run(c.name, func(b *testing.B) {
			rt, err := New(Options{})
			if err != nil {
				b.Fatal(err)
			}
			ours, theirs := c.kiln(b, rt), c.goja(b, goja.New())
			const batch, rounds = 20_000, 9
			for range 5 {
				ours(batch)
			}
			theirs(batch)
			b.ReportAllocs()
			for b.Loop() {
				var mine, other []float64
				for range rounds {
					mine = append(mine, perCall(batch, ours))
					other = append(other, perCall(batch, theirs))
				}
				slices.Sort(mine)
				slices.Sort(other)
				k, g := mine[rounds/2], other[rounds/2]
				b.ReportMetric(k, "kiln-ns")
				b.ReportMetric(g, "goja-ns")
				b.ReportMetric(g/k, "ratio")
			}
		})
	}
}

func perCall(n int, f func(n int)) float64 {
	start := time.Now()
	f(n)
	return float64(time.Since(start).Nanoseconds()) / float64(n)
}

// script returns a function that calls the script function loop(n), which calls Go n times.
func script(b *testing.B, rt *Runtime, source string) func(n int) {
	f, err := rt.RunString("loop.js", source)
	if err != nil {
		b.Fatal(err)
	}
	return func(n int) {
		if _, err := f.Call(nil, n); err != nil {
			b.Fatal(err)
		}
	}
}

func gojaScript(b *testing.B, vm *goja.Runtime, source string) func(n int) {
	v, err := vm.RunString(source)
	if err != nil {
		b.Fatal(err)
	}
	f, _ := goja.AssertFunction(v)
	return func(n int) {
		if _, err := f(goja.Undefined(), vm.ToValue(n)); err != nil {
			b.Fatal(err)
		}
	}
}

const (
	addSource  = "(a, b) => a + b"
	loopSource = "(n => { let s = 0; for (let i = 0; i < n; i++) s = host(s, 1); return s })"
)

// given makes a case in which a script loops over what Go has given it as host.
func given(name string, ours, theirs any, source string) callCase {
	return callCase{
		name: name,
		kiln: func(b *testing.B, rt *Runtime) func(int) {
			if err := rt.Set("host", ours); err != nil {
				b.Fatal(err)
			}
			return script(b, rt, source)
		},
		goja: func(b *testing.B, vm *goja.Runtime) func(int) {
			if err := vm.Set("host", theirs); err != nil {
				b.Fatal(err)
			}
			return gojaScript(b, vm, source)
		},
	}
}

// same is given for a Go value that both know.
func same(name string, x any, source string) callCase { return given(name, x, x, source) }

// counter is a Go type that scripts see.
type counter struct {
	Count int
	Name  string
}

// Add is its method.
func (c *counter) Add(n int) int { c.Count += n; return c.Count }

var callCases = []callCase{
	{"go-to-script/call", callFromGo, callFromGoja},
	{"go-to-script/func", func(b *testing.B, rt *Runtime) func(int) {
		f, err := FuncOf[func(int, int) (int, error)](must(rt.RunString("add.js", addSource)))
		if err != nil {
			b.Fatal(err)
		}
		return func(n int) {
			for i := range n {
				if _, err := f(i, 1); err != nil {
					b.Fatal(err)
				}
			}
		}
	}, func(b *testing.B, vm *goja.Runtime) func(int) {
		var f func(int, int) (int, error)
		if err := vm.ExportTo(must(vm.RunString(addSource)), &f); err != nil {
			b.Fatal(err)
		}
		return func(n int) {
			for i := range n {
				if _, err := f(i, 1); err != nil {
					b.Fatal(err)
				}
			}
		}
	}},
	{"go-to-script/get", func(b *testing.B, rt *Runtime) func(int) {
		o := must(rt.RunString("object.js", "({ a: 1, b: { c: 2 } })"))
		return func(n int) {
			for range n {
				if _, err := o.Get("b"); err != nil {
					b.Fatal(err)
				}
			}
		}
	}, func(b *testing.B, vm *goja.Runtime) func(int) {
		o := must(vm.RunString("({ a: 1, b: { c: 2 } })")).ToObject(vm)
		return func(n int) {
			for range n {
				o.Get("b")
			}
		}
	}},
	given("script-to-go/raw", func(c Call) (Value, error) { return c.Arg(0), nil },
		func(c goja.FunctionCall) goja.Value { return c.Argument(0) }, loopSource),
	same("script-to-go/func(int,int)int", func(a, b int) int { return a + b }, loopSource),
	same("script-to-go/func(string)(string,error)", func(s string) (string, error) { return s, nil },
		"(n => { let s = 'some text'; for (let i = 0; i < n; i++) s = host(s); return s })"),
	same("script-to-go/field", &counter{Name: "c"},
		"(n => { let s = 0; for (let i = 0; i < n; i++) s += host.Count; return s })"),
	same("script-to-go/set-field", &counter{Name: "c"},
		"(n => { for (let i = 0; i < n; i++) host.Count = i })"),
	same("script-to-go/method", &counter{Name: "c"},
		"(n => { for (let i = 0; i < n; i++) host.Add(1) })"),
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

func callFromGo(b *testing.B, rt *Runtime) func(int) {
	f := must(rt.RunString("add.js", addSource))
	return func(n int) {
		for i := range n {
			if _, err := f.Call(nil, i, 1); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func callFromGoja(b *testing.B, vm *goja.Runtime) func(int) {
	f, _ := goja.AssertFunction(must(vm.RunString(addSource)))
	return func(n int) {
		for i := range n {
			if _, err := f(goja.Undefined(), vm.ToValue(i), vm.ToValue(1)); err != nil {
				b.Fatal(err)
			}
		}
	}
}
