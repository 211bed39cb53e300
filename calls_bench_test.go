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

var callCases = []callCase{{
	name: "go-to-script",
	kiln: func(b *testing.B, rt *Runtime) func(int) {
		f, err := rt.RunString("add.js", addSource)
		if err != nil {
			b.Fatal(err)
		}
		return func(n int) {
			for i := range n {
				if _, err := f.Call(nil, i, 1); err != nil {
					b.Fatal(err)
				}
			}
		}
	},
	goja: func(b *testing.B, vm *goja.Runtime) func(int) {
		v, err := vm.RunString(addSource)
		if err != nil {
			b.Fatal(err)
		}
		f, _ := goja.AssertFunction(v)
		return func(n int) {
			for i := range n {
				if _, err := f(goja.Undefined(), vm.ToValue(i), vm.ToValue(1)); err != nil {
					b.Fatal(err)
				}
			}
		}
	},
}, {
	name: "script-to-go/raw",
	kiln: func(b *testing.B, rt *Runtime) func(int) {
		f := rt.NewFunction("host", 2, func(c Call) (Value, error) { return c.Arg(0), nil })
		if err := rt.Set("host", f); err != nil {
			b.Fatal(err)
		}
		return script(b, rt, loopSource)
	},
	goja: func(b *testing.B, vm *goja.Runtime) func(int) {
		vm.Set("host", func(c goja.FunctionCall) goja.Value { return c.Argument(0) })
		return gojaScript(b, vm, loopSource)
	},
}}
