package kiln

import (
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// passingCase is one way in which values pass between Go and scripts, in Kiln and in goja: what
// setup returns does it once.
type passingCase struct {
	name string
	kiln func(rt *Runtime) func() error
	goja func(vm *goja.Runtime) func() error
}

// BenchmarkPassing measures how values pass between Go and scripts, in turns with goja so that
// both see the same machine: medians.
func BenchmarkPassing(b *testing.B) {
	for _, c := range passingCases {
		b.Run(c.name, func(b *testing.B) {
			rt, err := New(Options{})
			if err != nil {
				b.Fatal(err)
			}
			ours, theirs := c.kiln(rt), c.goja(goja.New())
			many := func(f func() error) func(int) {
				return func(n int) {
					for range n {
						if err := f(); err != nil {
							b.Fatal(err)
						}
					}
				}
			}
			const batch, rounds = 2000, 9
			many(ours)(batch)
			many(theirs)(batch)
			for b.Loop() {
				var mine, other []float64
				for range rounds {
					mine = append(mine, perCall(batch, many(ours)))
					other = append(other, perCall(batch, many(theirs)))
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

const (
	nestedSource  = "({ a: 1, b: 'text', c: { d: [1, 2, 3], e: { f: true } }, g: [{ h: 1 }, { h: 2 }] })"
	numbersSource = "Array.from({ length: 100 }, (_, i) => i)"
	recordSource  = "({ Count: 1, Name: 'name' })"
)

var (
	kilobyte = strings.Repeat("0123456789abcdef", 64)
	hundred  = func() (list []int) {
		for i := range 100 {
			list = append(list, i)
		}
		return list
	}()
)

// passes makes a case in which a function of a script gets what make gives.
func passes(name, source string, make func() any) passingCase {
	return passingCase{name, func(rt *Runtime) func() error {
		f := must(rt.RunString("f.js", source))
		return func() error { _, err := f.Call(nil, make()); return err }
	}, func(vm *goja.Runtime) func() error {
		f, _ := goja.AssertFunction(must(vm.RunString(source)))
		return func() error { _, err := f(nil, vm.ToValue(make())); return err }
	}}
}

// exports makes a case in which Go takes over the value of a script.
func exports(name, source string) passingCase {
	return passingCase{name, func(rt *Runtime) func() error {
		v := must(rt.RunString("v.js", source))
		return func() error { v.Export(); return nil }
	}, func(vm *goja.Runtime) func() error {
		v := must(vm.RunString(source))
		return func() error { v.Export(); return nil }
	}}
}

// exportsTo makes a case in which a variable of type T takes over the value of a script.
func exportsTo[T any](name, source string) passingCase {
	return passingCase{name, func(rt *Runtime) func() error {
		v := must(rt.RunString("v.js", source))
		return func() error { var x T; return v.ExportTo(&x) }
	}, func(vm *goja.Runtime) func() error {
		v := must(vm.RunString(source))
		return func() error { var x T; return vm.ExportTo(v, &x) }
	}}
}

var passingCases = []passingCase{
	{"get-global", func(rt *Runtime) func() error {
		must(0, rt.Set("name", 5))
		return func() error { _, err := rt.Get("name"); return err }
	}, func(vm *goja.Runtime) func() error {
		vm.Set("name", 5)
		return func() error { vm.Get("name"); return nil }
	}},
	{"set-global", func(rt *Runtime) func() error {
		return func() error { return rt.Set("name", 5) }
	}, func(vm *goja.Runtime) func() error {
		return func() error { return vm.Set("name", 5) }
	}},
	{"set", func(rt *Runtime) func() error {
		o := must(rt.RunString("o.js", "({ a: 1, b: 2 })"))
		return func() error { return o.Set("b", 5) }
	}, func(vm *goja.Runtime) func() error {
		o := must(vm.RunString("({ a: 1, b: 2 })")).ToObject(vm)
		return func() error { return o.Set("b", 5) }
	}},
	{"set-string", func(rt *Runtime) func() error {
		o := must(rt.RunString("o.js", "({ a: 1, b: 2 })"))
		return func() error { return o.Set("b", "some text") }
	}, func(vm *goja.Runtime) func() error {
		o := must(vm.RunString("({ a: 1, b: 2 })")).ToObject(vm)
		return func() error { return o.Set("b", "some text") }
	}},
	{"index", func(rt *Runtime) func() error {
		o := must(rt.RunString("o.js", numbersSource))
		return func() error { _, err := o.Index(7); return err }
	}, func(vm *goja.Runtime) func() error {
		o := must(vm.RunString(numbersSource)).ToObject(vm)
		return func() error { o.Get("7"); return nil }
	}},
	{"new-object", func(rt *Runtime) func() error {
		return func() error { rt.NewObject(); return nil }
	}, func(vm *goja.Runtime) func() error {
		return func() error { vm.NewObject(); return nil }
	}},
	{"new-object-set", func(rt *Runtime) func() error {
		return func() error {
			o := rt.NewObject()
			if err := o.Set("a", 1); err != nil {
				return err
			}
			return o.Set("b", "text")
		}
	}, func(vm *goja.Runtime) func() error {
		return func() error {
			o := vm.NewObject()
			if err := o.Set("a", 1); err != nil {
				return err
			}
			return o.Set("b", "text")
		}
	}},
	{"run-1+1", func(rt *Runtime) func() error {
		p := must(Compile("p.js", "1 + 1", Script))
		return func() error { _, err := rt.Run(p); return err }
	}, func(vm *goja.Runtime) func() error {
		p := goja.MustCompile("p.js", "1 + 1", false)
		return func() error { _, err := vm.RunProgram(p); return err }
	}},
	{"run-source", func(rt *Runtime) func() error {
		return func() error { _, err := rt.RunString("p.js", "1 + 1"); return err }
	}, func(vm *goja.Runtime) func() error {
		return func() error { _, err := vm.RunString("1 + 1"); return err }
	}},
	passes("struct-pointer", "p => p.Count + p.Name.length", func() any { return &counter{1, "name"} }),
	passes("struct", "p => p.Count + p.Name.length", func() any { return counter{1, "name"} }),
	passes("map", "m => m.a + m.b", func() any { return map[string]any{"a": 1, "b": 2} }),
	passes("map-for-in", "m => { let t = 0; for (const k in m) t += m[k]; return t }", func() any { return map[string]any{"a": 1, "b": 2, "c": 3} }),
	passes("slice", "s => { let t = 0; for (let i = 0; i < s.length; i++) t += s[i]; return t }", func() any { return hundred }),
	passes("string-1K", "s => s.length", func() any { return kilobyte }),
	passes("bytes-1K", "s => s.length", func() any { return []byte(kilobyte) }),
	exports("export-nested", nestedSource),
	exports("export-numbers", numbersSource),
	exports("export-string-1K", "'0123456789abcdef'.repeat(64)"),
	exportsTo[[]int]("export-to-slice", numbersSource),
	exportsTo[[]string]("export-to-strings", "Array.from({ length: 100 }, (_, i) => 's' + i)"),
	exportsTo[counter]("export-to-struct", recordSource),
	exportsTo[map[string]int]("export-to-map", "({ a: 1, b: 2, c: 3 })"),
}
