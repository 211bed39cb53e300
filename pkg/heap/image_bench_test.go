package heap

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// newLibrary makes a heap as a runtime has it in which a library was loaded: 10,000 cells of
// 1 MB in all, most of them functions, their scopes, objects with methods, and strings.
func newLibrary() *Heap {
	h := New(Options{})
	function := h.RootShape(Null, ClassFunction, 2)
	plain := h.RootShape(Null, ClassObject, 4)
	library := h.NewObject(plain).Value()
	names := h.NewArray(h.RootShape(Null, ClassArray, 0)).Value()
	h.AddRoots("library", func(m *Marker) {
		m.Value(library)
		m.Value(names)
	})
	scope := h.NewEnv(Null, 1, 240, Undefined)
	for i := range 2400 {
		m := h.OpenScope()
		f := h.NewObject(function)
		h.SetInternal(f, 0, HandleValue(h.NewHandle(new(int))))
		inner := h.NewEnv(scope.Value(), 2, 3, Undefined)
		h.SetEnvSlot(inner, 0, f.Value())
		h.SetInternal(f, 1, inner.Value())
		h.SetInternal(f, 2, library)
		name := h.InternGo(fmt.Sprint("function", i))
		h.AddProperty(f, h.Names.Name, name, HiddenAttrs)
		if i%2 == 0 {
			h.AddProperty(f, h.Names.Prototype, h.NewObject(plain).Value(), HiddenAttrs)
		}
		if i%12 == 0 {
			table := h.NewObject(plain)
			for k := range 2 + i%30 {
				h.AddProperty(table, h.InternGo(fmt.Sprint("p", k%30, i%5)), f.Value(), DefaultAttrs)
			}
			h.AddProperty(f, h.InternGo("table"), table.Value(), DefaultAttrs)
		}
		if i%8 == 0 {
			h.AddProperty(library.Object(), name, f.Value(), DefaultAttrs)
		} else {
			h.SetEnvSlot(scope, i%240, f.Value())
			h.AppendElement(names.Object(), f.Value())
		}
		h.AppendElement(names.Object(), h.NewString(strings.Repeat("text ", 10+i%20)+fmt.Sprint(i)).Value())
		h.CloseScope(m)
	}
	return h
}

// BenchmarkImageStamp makes heaps of the image of a library, and fresh ones. What Go's collector does
// with those that are dropped is counted.
func BenchmarkImageStamp(b *testing.B) {
	for _, c := range []struct {
		name string
		heap *Heap
	}{{"empty", New(Options{})}, {"library", newLibrary()}} {
		b.Run(c.name, func(b *testing.B) {
			m, err := c.heap.Image()
			require.NoError(b, err)
			for _, id := range m.Handles() {
				m.Share(id, new(int))
			}
			m.Seal()
			b.ReportAllocs()
			b.ReportMetric(float64(m.StampedBytes()), "B/heap")
			for b.Loop() {
				s, err := m.Stamp(Options{})
				require.NoError(b, err)
				s.Finish()
			}
		})
	}
}
