package kiln

import (
	"slices"
	"testing"
	"time"

	"github.com/dop251/goja"
)

// objectCase is a loop of a script over an object that Go makes, in Kiln and in goja.
type objectCase struct {
	name   string
	source string // defines loop(o, n)
	kiln   func(b *testing.B, rt *Runtime) Value
	goja   func(b *testing.B, vm *goja.Runtime) goja.Value
}

type gojaMap struct{ m map[string]goja.Value }

func (d *gojaMap) Get(key string) goja.Value         { return d.m[key] }
func (d *gojaMap) Set(key string, v goja.Value) bool { d.m[key] = v; return true }
func (d *gojaMap) Has(key string) bool               { _, ok := d.m[key]; return ok }
func (d *gojaMap) Delete(key string) bool            { delete(d.m, key); return true }
func (d *gojaMap) Keys() []string                    { return []string{"a", "b"} }

type gojaList struct{ list []goja.Value }

func (d *gojaList) Len() int                     { return len(d.list) }
func (d *gojaList) Get(i int) goja.Value         { return d.list[i] }
func (d *gojaList) Set(i int, v goja.Value) bool { d.list[i] = v; return true }
func (d *gojaList) SetLen(int) bool              { return false }

type gojaPoint struct{ x, y float64 }

func benchMap(b *testing.B, rt *Runtime) Value {
	v, _ := convert(rt, 7)
	return rt.NewDynamicObject(&testMap{m: map[string]Value{"a": v, "b": v}})
}

func benchList(b *testing.B, rt *Runtime) Value {
	v, _ := convert(rt, 7)
	return rt.NewDynamicArray(&testList{list: slices.Repeat([]Value{v}, 1000), max: 1000})
}

func gojaBenchMap(b *testing.B, vm *goja.Runtime) goja.Value {
	return vm.NewDynamicObject(&gojaMap{map[string]goja.Value{"a": vm.ToValue(7), "b": vm.ToValue(7)}})
}

func gojaBenchList(b *testing.B, vm *goja.Runtime) goja.Value {
	return vm.NewDynamicArray(&gojaList{slices.Repeat([]goja.Value{vm.ToValue(7)}, 1000)})
}

var objectCases = []objectCase{
	{"dynamic_read", "function loop(o, n) { let s = 0; for (let i = 0; i < n; i++) s += o.a; return s }", benchMap, gojaBenchMap},
	{"dynamic_write", "function loop(o, n) { for (let i = 0; i < n; i++) o.a = i }", benchMap, gojaBenchMap},
	{"dynamic_has", "function loop(o, n) { let s = 0; for (let i = 0; i < n; i++) if ('a' in o) s++; return s }", benchMap, gojaBenchMap},
	{"dynamic_inherited", "function loop(o, n) { let s = 0, p = Object.create(o); for (let i = 0; i < n; i++) s += p.a; return s }", benchMap, gojaBenchMap},
	{"dynamic_array_read", "function loop(o, n) { let s = 0; for (let i = 0; i < n; i++) s += o[i % 1000]; return s }", benchList, gojaBenchList},
	{"dynamic_array_for", "function loop(o, n) { let s = 0; for (let j = 0; j < n; j += 1000) for (let i = 0; i < o.length; i++) s += o[i]; return s }", benchList, gojaBenchList},
	{"dynamic_array_write", "function loop(o, n) { for (let i = 0; i < n; i++) o[i % 1000] = i }", benchList, gojaBenchList},
	{"class_getter", "function loop(P, n) { let s = 0, p = new P(1, 2); for (let i = 0; i < n; i++) s += p.x; return s }", benchClass, gojaBenchClass},
	{"class_method", "function loop(P, n) { let s = 0, p = new P(1, 2); for (let i = 0; i < n; i++) s += p.sum(); return s }", benchClass, gojaBenchClass},
	{"class_new", "function loop(P, n) { let p; for (let i = 0; i < n; i++) p = new P(i, 2); return p }", benchClass, gojaBenchClass},
}

func benchClass(b *testing.B, rt *Runtime) Value {
	v, err := rt.Class(pointClass())
	if err != nil {
		b.Fatal(err)
	}
	return v
}

// gojaBenchClass is the same class as goja programs write it: the Go value in a hidden property
// would be slower than a closure.
func gojaBenchClass(b *testing.B, vm *goja.Runtime) goja.Value {
	ctor := vm.ToValue(func(call goja.ConstructorCall) *goja.Object {
		p := &gojaPoint{call.Argument(0).ToFloat(), call.Argument(1).ToFloat()}
		o := vm.ToValue(p).(*goja.Object)
		o.SetPrototype(call.This.Prototype())
		return o
	}).(*goja.Object)
	proto := ctor.Get("prototype").(*goja.Object)
	receiver := func(call goja.FunctionCall) *gojaPoint {
		return call.This.Export().(*gojaPoint)
	}
	proto.DefineAccessorProperty("x", vm.ToValue(func(call goja.FunctionCall) goja.Value {
		return vm.ToValue(receiver(call).x)
	}), nil, goja.FLAG_TRUE, goja.FLAG_FALSE)
	proto.Set("sum", func(call goja.FunctionCall) goja.Value {
		p := receiver(call)
		return vm.ToValue(p.x + p.y)
	})
	return ctor
}

// BenchmarkObjects measures objects of the host in hot loops, in turns with goja so that both
// see the same machine: medians of one turn of the loop.
func BenchmarkObjects(b *testing.B) {
	for _, c := range objectCases {
		b.Run(c.name, func(b *testing.B) {
			rt, err := New(Options{})
			if err != nil {
				b.Fatal(err)
			}
			vm := goja.New()
			_, err = rt.RunString("loop.js", c.source)
			if err != nil {
				b.Fatal(err)
			}
			loop, err := rt.RunString("loop.js", "loop")
			if err != nil {
				b.Fatal(err)
			}
			if _, err := vm.RunString(c.source); err != nil {
				b.Fatal(err)
			}
			o, theirs := c.kiln(b, rt), c.goja(b, vm)
			gojaLoop, _ := goja.AssertFunction(vm.Get("loop"))
			const batch, rounds = 20_000, 9
			run := func() float64 {
				start := time.Now()
				if _, err := loop.Call(nil, o, batch); err != nil {
					b.Fatal(err)
				}
				return float64(time.Since(start).Nanoseconds()) / batch
			}
			other := func() float64 {
				start := time.Now()
				if _, err := gojaLoop(goja.Undefined(), theirs, vm.ToValue(batch)); err != nil {
					b.Fatal(err)
				}
				return float64(time.Since(start).Nanoseconds()) / batch
			}
			run()
			run()
			for b.Loop() {
				var kilnTimes, gojaTimes []float64
				for range rounds {
					kilnTimes, gojaTimes = append(kilnTimes, run()), append(gojaTimes, other())
				}
				slices.Sort(kilnTimes)
				slices.Sort(gojaTimes)
				k, g := kilnTimes[rounds/2], gojaTimes[rounds/2]
				b.ReportMetric(k, "kiln-ns")
				b.ReportMetric(g, "goja-ns")
				b.ReportMetric(g/k, "ratio")
			}
		})
	}
}
