package heap

import (
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// rss returns the resident bytes of the process, or 0 where that is not known.
func rss() int64 {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(data), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			return kb << 10
		}
	}
	return 0
}

// pairShape returns the shape of an object {x, y} with inline slots.
func pairShape(h *Heap) *Shape {
	s := h.RootShape(Null, ClassObject, 2)
	s = h.Transition(s, h.InternGo("x"), DefaultAttrs)
	return h.Transition(s, h.InternGo("y"), DefaultAttrs)
}

// BenchmarkAllocPair allocates {x, y} and drops it, collections included.
func BenchmarkAllocPair(b *testing.B) {
	h := New(Options{})
	s := pairShape(h)
	h.AddRoots("test", func(m *Marker) { m.Shape(s) })
	x, _ := s.Lookup(h.InternGo("x"))
	y, _ := s.Lookup(h.InternGo("y"))
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		o := h.AllocObject(s)
		h.SetSlot(o, x, Int(int32(i)))
		h.SetSlot(o, y, Int(int32(i)))
		if h.want {
			h.Safepoint()
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "Mobj/s")
}

// BenchmarkMillionLive builds a million live objects of four properties in an array.
func BenchmarkMillionLive(b *testing.B) {
	for range b.N {
		h := New(Options{})
		s := h.RootShape(Null, ClassObject, 4)
		for _, n := range []string{"a", "b", "c", "d"} {
			s = h.Transition(s, h.InternGo(n), DefaultAttrs)
		}
		arr := h.NewArray(h.RootShape(Null, ClassArray, 0))
		for i := 0; i < 1_000_000; i++ {
			o := h.AllocObject(s)
			for k := range 4 {
				h.SetSlotAt(o, s.offset(uint32(k)), Int(int32(i)))
			}
			h.SetElement(arr, uint32(i), o.Value())
			h.Safepoint()
		}
		b.ReportMetric(float64(rss())/(1<<20), "MB-RSS")
		st := h.Stats()
		b.ReportMetric(float64(st.Bytes)/(1<<20), "MB-heap")
		b.ReportMetric(float64(st.Minor), "minor")
		b.ReportMetric(float64(st.Full), "full")
		runtime.KeepAlive(arr)
	}
}

// BenchmarkAppend appends one character two million times and reads one.
func BenchmarkAppend(b *testing.B) {
	for range b.N {
		h := New(Options{})
		c := h.SingleChar('x')
		s := h.EmptyString()
		root := s
		h.AddRoots("test", func(m *Marker) { m.Value(root.Value()) })
		for i := 0; i < 2_000_000; i++ {
			m := h.OpenScope()
			s = h.Concat(s, c)
			h.CloseScope(m)
			root = s
			h.Safepoint()
		}
		if s.At(h, 1_999_999) != 'x' || s.At(h, 0) != 'x' {
			b.Fatal("wrong text")
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2e6, "ns/append")
}

// BenchmarkYoungCollection shows that a young collection costs what was
// allocated since the last one, however much is old.
func BenchmarkYoungCollection(b *testing.B) {
	for _, old := range []int{1 << 20, 500 << 20} {
		b.Run(strconv.Itoa(old>>20)+"MB-old", func(b *testing.B) {
			h := New(Options{})
			s := pairShape(h)
			h.AddRoots("test", func(m *Marker) { m.Shape(s) })
			arr := h.NewArray(h.RootShape(Null, ClassArray, 0))
			for i := 0; i < old/(int(s.bytes)+8); i++ {
				h.SetElement(arr, uint32(i), h.AllocObject(s).Value())
			}
			h.Collect(true)
			h.Collect(false)
			b.ResetTimer()
			for range b.N {
				for i := 0; i < 20000; i++ {
					o := h.AllocObject(s)
					if i%20 == 0 {
						h.SetElement(arr, uint32(i%1000), o.Value())
					}
				}
				h.Collect(false)
			}
		})
	}
}

// BenchmarkFullCollection marks and sweeps half a million small objects.
func BenchmarkFullCollection(b *testing.B) {
	h := New(Options{})
	s := pairShape(h)
	arr := h.NewArray(h.RootShape(Null, ClassArray, 0))
	for i := 0; i < 500_000; i++ {
		h.SetElement(arr, uint32(i), h.AllocObject(s).Value())
	}
	b.ResetTimer()
	for range b.N {
		h.Collect(true)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/5e5, "ns/obj")
}

// BenchmarkMarkTree collects beside a search tree of 250,000 nodes that were
// inserted in random order, as programs leave them: what counts is the memory
// the marker waits for.
func BenchmarkMarkTree(b *testing.B) {
	h := New(Options{})
	s := h.RootShape(Null, ClassObject, 4)
	for _, k := range []string{"key", "left", "right", "value"} {
		s = h.Transition(s, h.InternGo(k), DefaultAttrs)
	}
	h.AddRoots("test", func(m *Marker) { m.Shape(s) })
	node := func(key int32) Value {
		o := h.AllocObject(s)
		h.SetSlotAt(o, s.offset(0), Int(key))
		h.SetSlotAt(o, s.offset(3), h.NewArray(h.RootShape(Null, ClassArray, 0), Int(1), Int(2)).Value())
		return o.Value()
	}
	root := h.NewBox(node(1 << 30))
	random := uint32(1)
	for range 250_000 {
		m := h.OpenScope()
		random = random*1664525 + 1013904223
		key := int32(random >> 1)
		for o := root.Get().Object(); ; {
			side := s.offset(1)
			if key > o.SlotAt(s.offset(0)).AsInt() {
				side = s.offset(2)
			}
			if next := o.SlotAt(side); next != Undefined {
				o = next.Object()
				continue
			}
			h.SetSlotAt(o, side, node(key))
			break
		}
		h.CloseScope(m)
	}
	h.Collect(true)
	b.ResetTimer()
	for range b.N {
		h.Collect(true)
	}
	b.ReportMetric(float64(h.Bytes())*float64(b.N)/b.Elapsed().Seconds()/(1<<20), "MB/s")
}

// BenchmarkLookup finds properties by key in shapes of several sizes.
func BenchmarkLookup(b *testing.B) {
	for _, n := range []int{4, 8, 30, 300, 3000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			h := New(Options{})
			o := h.NewObject(h.RootShape(Null, ClassObject, 4))
			var keys []Value
			for i := range n {
				k := h.InternGo("key" + strconv.Itoa(i))
				keys = append(keys, k)
				h.AddProperty(o, k, Int(int32(i)), DefaultAttrs)
			}
			b.ResetTimer()
			for i := 0; i < b.N; i++ {
				if _, ok := h.Lookup(o, keys[i%n]); !ok {
					b.Fatal("lost")
				}
			}
		})
	}
}

// BenchmarkTable fills and reads an ordered table with keys of several kinds.
func BenchmarkTable(b *testing.B) {
	const n = 100_000
	for name, key := range map[string]func(h *Heap, i int) Value{
		"int":    func(_ *Heap, i int) Value { return Int(int32(i)) },
		"string": func(h *Heap, i int) Value { return h.NewString("key" + strconv.Itoa(i)).Value() },
		"object": func(h *Heap, i int) Value { return h.NewObject(h.RootShape(Null, ClassObject, 0)).Value() },
	} {
		b.Run(name, func(b *testing.B) {
			h := New(Options{})
			keys := make([]Value, n)
			for i := range keys {
				keys[i] = key(h, i)
			}
			b.ResetTimer()
			for range b.N {
				t := h.NewOrderedTable(true)
				for _, k := range keys {
					t.Put(h, k, k)
				}
				for _, k := range keys {
					if v, ok := t.Get(h, k); !ok || v != k {
						b.Fatal("lost")
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/entry")
		})
	}
}

// BenchmarkNew makes fresh heaps.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		New(Options{})
	}
}

// BenchmarkOneComputedKey makes objects with one property each, whose names
// are all different.
func BenchmarkOneComputedKey(b *testing.B) {
	h := New(Options{MaxBytes: 64 << 20})
	root := h.RootShape(Null, ClassObject, 4)
	h.AddRoots("test", func(m *Marker) { m.Shape(root) })
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		m := h.OpenScope()
		h.AddComputed(h.NewObject(root), h.KeyFromGo("k"+strconv.Itoa(i)), Null, DefaultAttrs)
		h.CloseScope(m)
		h.Safepoint()
	}
	b.ReportMetric(float64(h.Stats().Minor), "minor")
	b.ReportMetric(float64(h.Stats().Full), "full")
}

// BenchmarkPauses lets a heap grow to 500 MB and says how long the collections take that are done
// meanwhile.
func BenchmarkPauses(b *testing.B) {
	for b.Loop() {
		h := New(Options{})
		list := h.NewArray(h.RootShape(Null, ClassArray, 0))
		shape := h.RootShape(Null, ClassObject, 4)
		mark := h.OpenScope()
		var pauses []time.Duration
		for range 8_000_000 {
			h.AppendElement(list, h.NewObject(shape).Value())
			h.CloseScope(mark)
			if h.WantsCollect() {
				start := time.Now()
				h.Safepoint()
				pauses = append(pauses, time.Since(start))
			}
		}
		slices.Sort(pauses)
		b.ReportMetric(pauses[len(pauses)-1].Seconds()*1e3, "ms/max")
		b.ReportMetric(pauses[len(pauses)/2].Seconds()*1e3, "ms/median")
	}
}
