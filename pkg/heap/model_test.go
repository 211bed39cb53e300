package heap

import (
	"fmt"
	"math/rand/v2"
	"sort"
	"testing"

	"github.com/stretchr/testify/require"
)

// The model test makes random changes to objects in a heap and, alike, to
// plain Go maps, with collections at random moments, and compares the two.

type modelObject struct {
	cell  Value
	props map[string]modelValue
	order []string
	elems map[uint32]modelValue
	proto *modelObject
	inner []modelValue
}

// modelValue is a number, a string or an object.
type modelValue struct {
	n   float64
	s   string
	obj *modelObject
}

type world struct {
	t       *testing.T
	h       *Heap
	r       *rand.Rand
	objects []*modelObject
	root    *Object // an array of all objects that are alive by decree
	mark    int
}

func newWorld(t *testing.T, seed uint64, o Options) *world {
	w := &world{t: t, h: New(o), r: rand.New(rand.NewPCG(seed, 17))}
	w.root = w.h.NewArray(w.h.RootShape(Null, ClassArray, 0))
	w.mark = w.h.OpenScope()
	return w
}

func (w *world) key(i int) string {
	if i%7 == 0 {
		return fmt.Sprintf("clé-%d-\u4e2d", i)
	}
	return fmt.Sprintf("k%d", i)
}

func (w *world) create() *modelObject {
	m := &modelObject{props: map[string]modelValue{}, elems: map[uint32]modelValue{}}
	proto := Null
	if len(w.objects) > 0 && w.r.IntN(4) == 0 {
		m.proto = w.pick()
		proto = m.proto.cell
	}
	class := ClassObject
	if w.r.IntN(3) == 0 {
		class = ClassPromise
	}
	m.inner = make([]modelValue, Classes[class].Internals)
	m.cell = w.h.NewObject(w.h.RootShape(proto, class, w.r.IntN(6))).Value()
	for i := range m.inner {
		m.inner[i] = w.value()
		w.h.SetInternal(m.cell.Object(), i, w.toValue(m.inner[i]))
	}
	w.h.AppendElement(w.root, m.cell)
	w.objects = append(w.objects, m)
	return m
}

func (w *world) pick() *modelObject { return w.objects[w.r.IntN(len(w.objects))] }

func (w *world) value() modelValue {
	switch w.r.IntN(4) {
	case 0:
		return modelValue{n: float64(w.r.IntN(100)) / 4}
	case 1:
		return modelValue{s: fmt.Sprintf("text %d ä", w.r.IntN(1000))}
	}
	if len(w.objects) == 0 {
		return modelValue{n: 1}
	}
	return modelValue{obj: w.pick()}
}

func (w *world) toValue(v modelValue) Value {
	switch {
	case v.obj != nil:
		return v.obj.cell
	case v.s != "":
		return w.h.NewString(v.s).Value()
	}
	return Number(v.n)
}

func (w *world) same(want modelValue, got Value) {
	switch {
	case want.obj != nil:
		require.Equal(w.t, want.obj.cell, got)
	case want.s != "":
		require.True(w.t, got.IsString())
		require.Equal(w.t, want.s, got.Str().Go(w.h))
	default:
		require.True(w.t, got.IsNumber())
		require.Equal(w.t, want.n, got.Float64())
	}
}

func (w *world) setProp(m *modelObject, name string, v modelValue) {
	o := m.cell.Object()
	key := w.h.InternGo(name)
	if p, ok := w.h.Lookup(o, key); ok {
		w.h.SetSlot(o, p, w.toValue(v))
	} else {
		if w.r.IntN(2) == 0 {
			w.h.AddProperty(o, key, w.toValue(v), DefaultAttrs)
		} else {
			w.h.AddComputed(o, key, w.toValue(v), DefaultAttrs)
		}
		m.order = append(m.order, name)
	}
	m.props[name] = v
}

func (w *world) deleteProp(m *modelObject) {
	if len(m.order) == 0 {
		return
	}
	i := w.r.IntN(len(m.order))
	if w.r.IntN(2) == 0 {
		i = len(m.order) - 1
	}
	name := m.order[i]
	require.True(w.t, w.h.RemoveProperty(m.cell.Object(), w.h.InternGo(name)))
	delete(m.props, name)
	m.order = append(m.order[:i:i], m.order[i+1:]...)
}

func (w *world) index() uint32 {
	switch w.r.IntN(12) {
	case 0:
		return 1<<32 - 2 - uint32(w.r.IntN(5))
	case 1:
		return uint32(w.r.IntN(100000))
	}
	return uint32(w.r.IntN(40))
}

// forget drops an object from the roots; whatever still refers to it keeps it.
func (w *world) forget() {
	if len(w.objects) < 4 {
		return
	}
	i := w.r.IntN(len(w.objects))
	last := len(w.objects) - 1
	v, _ := w.h.GetElement(w.root, uint32(last))
	w.h.SetElement(w.root, uint32(i), v)
	w.h.TruncateElements(w.root, uint32(last))
	w.objects[i] = w.objects[last]
	w.objects = w.objects[:last]
}

func (w *world) step() {
	switch w.r.IntN(16) {
	case 0:
		w.create()
	case 1, 2, 3, 4:
		w.setProp(w.pick(), w.key(w.r.IntN(30)), w.value())
	case 5:
		m := w.pick()
		if w.r.IntN(10) == 0 {
			for i := range 200 {
				w.setProp(m, w.key(i), w.value())
			}
		}
	case 6:
		w.deleteProp(w.pick())
	case 7, 8, 9:
		m, i, v := w.pick(), w.index(), w.value()
		w.h.SetElement(m.cell.Object(), i, w.toValue(v))
		m.elems[i] = v
	case 10:
		m, i := w.pick(), w.index()
		_, had := m.elems[i]
		require.Equal(w.t, had, w.h.DeleteElement(m.cell.Object(), i))
		delete(m.elems, i)
	case 11:
		m, n := w.pick(), w.index()
		w.h.TruncateElements(m.cell.Object(), n)
		for i := range m.elems {
			if i >= n {
				delete(m.elems, i)
			}
		}
	case 12:
		m := w.pick()
		if len(m.inner) > 0 {
			i := w.r.IntN(len(m.inner))
			m.inner[i] = w.value()
			w.h.SetInternal(m.cell.Object(), i, w.toValue(m.inner[i]))
		}
	case 13:
		if w.r.IntN(3) == 0 {
			w.forget()
		}
	case 14:
		m := w.pick()
		switch w.r.IntN(8) {
		case 0:
			w.h.ToDictionary(m.cell.Object())
		case 1:
			m.proto = w.pick()
			w.h.SetProto(m.cell.Object(), m.proto.cell)
		case 2:
			if len(m.order) > 0 {
				w.h.ChangeAttrs(m.cell.Object(), w.h.InternGo(m.order[0]), HiddenAttrs)
			}
		}
	case 15:
		w.h.CloseScope(w.mark)
		w.h.Safepoint()
		switch w.r.IntN(20) {
		case 0:
			w.h.Collect(true)
		case 1, 2, 3:
			w.h.Collect(false)
		}
	}
}

func (w *world) check() {
	seen := map[*modelObject]bool{}
	var visit func(m *modelObject)
	visit = func(m *modelObject) {
		if seen[m] {
			return
		}
		seen[m] = true
		o := m.cell.Object()
		var names []string
		for _, k := range o.Shape(w.h).Keys() {
			names = append(names, k.Str().Go(w.h))
		}
		require.Equal(w.t, len(m.order), o.Shape(w.h).Count())
		if len(m.order) > 0 {
			require.Equal(w.t, m.order, names)
		}
		for name, want := range m.props {
			p, ok := w.h.Lookup(o, w.h.InternGo(name))
			require.True(w.t, ok)
			w.same(want, o.Slot(p))
		}
		for i, want := range m.inner {
			w.same(want, o.Internal(i))
		}
		w.checkElements(m)
		if m.proto != nil {
			require.Equal(w.t, m.proto.cell, o.Proto(w.h))
			visit(m.proto)
		}
		for _, v := range m.props {
			if v.obj != nil {
				visit(v.obj)
			}
		}
		for _, v := range m.elems {
			if v.obj != nil {
				visit(v.obj)
			}
		}
		for _, v := range m.inner {
			if v.obj != nil {
				visit(v.obj)
			}
		}
	}
	for i, m := range w.objects {
		v, ok := w.h.GetElement(w.root, uint32(i))
		require.True(w.t, ok)
		require.Equal(w.t, m.cell, v)
		visit(m)
	}
	w.h.CloseScope(w.mark)
}

func (w *world) checkElements(m *modelObject) {
	o := m.cell.Object()
	var want []uint32
	for i, v := range m.elems {
		got, ok := w.h.GetElement(o, i)
		require.True(w.t, ok)
		w.same(v, got)
		want = append(want, i)
	}
	sort.Slice(want, func(i, j int) bool { return want[i] < want[j] })
	var up, down []uint32
	for from := uint32(0); ; {
		i, ok := w.h.NextElement(o, from)
		if !ok {
			break
		}
		up = append(up, i)
		from = i + 1
	}
	for before := uint64(1 << 32); ; {
		i, ok := w.h.PrevElement(o, before)
		if !ok {
			break
		}
		down = append([]uint32{i}, down...)
		before = uint64(i)
	}
	require.Equal(w.t, want, up)
	require.Equal(w.t, want, down)
	require.Equal(w.t, len(want), w.h.CountElements(o))
}

func TestRandomGraph(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := newWorld(t, seed, Options{NurseryBytes: 64 << 10})
			w.create()
			for i := range 12000 {
				w.step()
				if i%4000 == 3999 {
					w.check()
					require.NoError(t, w.h.Verify())
				}
			}
			w.h.Collect(true)
			w.check()
			require.NoError(t, w.h.Verify())
		})
	}
}

func TestRandomGraphUnderStress(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := newWorld(t, seed+100, Options{Stress: true})
			w.create()
			for i := range 1500 {
				w.step()
				if i%8 == 0 {
					require.NoError(t, w.h.Verify())
				}
			}
			w.check()
		})
	}
}

// A full collection that is given up, wherever it is, leaves everything as it was.
func TestRandomGraphGivenUp(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := newWorld(t, seed+200, Options{Stress: true})
			r := rand.New(rand.NewPCG(seed, 9))
			given := 0
			w.h.GiveUp = func() bool {
				if r.IntN(40) > 0 {
					return false
				}
				given++
				return true
			}
			w.create()
			for i := range 1500 {
				w.step()
				if i%8 == 0 {
					require.NoError(t, w.h.Verify())
				}
			}
			w.h.Collect(false)
			require.NoError(t, w.h.Verify())
			w.check()
			require.Greater(t, given, 20)
		})
	}
}
