package heap

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestShapesAreShared(t *testing.T) {
	h := New(Options{})
	root := h.RootShape(Null, ClassObject, 3)
	x, y, z := h.InternGo("x"), h.InternGo("y"), h.InternGo("z")
	a, b, c := h.NewObject(root), h.NewObject(root), h.NewObject(root)
	for _, o := range []*Object{a, b} {
		h.AddProperty(o, x, Int(1), DefaultAttrs)
		h.AddProperty(o, y, Int(2), DefaultAttrs)
	}
	h.AddProperty(c, y, Int(1), DefaultAttrs)
	assert.Equal(t, a.ShapeID(), b.ShapeID())
	assert.NotEqual(t, a.ShapeID(), c.ShapeID())
	assert.Same(t, root, h.RootShape(Null, ClassObject, 3))
	assert.Same(t, a.Shape(h).Parent(), h.Transition(root, x, DefaultAttrs))
	h.AddProperty(b, z, Int(3), HiddenAttrs)
	_, ok := a.Shape(h).Lookup(z)
	assert.False(t, ok, "the key of a descendant in a shared table")
	p, ok := b.Shape(h).Lookup(z)
	assert.True(t, ok)
	assert.Equal(t, HiddenAttrs, p.Attrs)
	assert.True(t, h.RemoveProperty(b, z))
	assert.Equal(t, a.ShapeID(), b.ShapeID())
	assert.False(t, h.RemoveProperty(b, z))
	assert.True(t, h.RemoveProperty(b, x))
	assert.True(t, b.Shape(h).IsDictionary())
	assert.Equal(t, []Value{y}, b.Shape(h).Keys())
}

func TestDictionaryIDs(t *testing.T) {
	h := New(Options{})
	o := h.NewObject(h.RootShape(Null, ClassObject, 2))
	key := func(i int) Value { return h.InternGo("k" + strconv.Itoa(i)) }
	for i := range 40 {
		h.AddProperty(o, key(i), Int(int32(i)), DefaultAttrs)
	}
	h.ToDictionary(o)
	id := o.ShapeID()
	p, _ := h.Lookup(o, key(7))
	h.AddProperty(o, key(40), Int(40), DefaultAttrs)
	assert.Equal(t, id, o.ShapeID())
	q, _ := h.Lookup(o, key(7))
	assert.Equal(t, p, q)
	for i := range 36 {
		before := o.ShapeID()
		require.True(t, h.RemoveProperty(o, key(i)))
		assert.NotEqual(t, before, o.ShapeID())
		for k := i + 1; k < 41; k++ {
			p, ok := h.Lookup(o, key(k))
			require.True(t, ok)
			require.Equal(t, Int(int32(k)), o.Slot(p))
		}
	}
	before := o.ShapeID()
	h.ChangeAttrs(o, key(38), Enumerable)
	assert.NotEqual(t, before, o.ShapeID())
	assert.Nil(t, h.Shape(before))
	require.NoError(t, h.Verify())
}

// Adding and deleting for ever in one dictionary needs bounded memory.
func TestDictionaryChurn(t *testing.T) {
	h := New(Options{MaxBytes: 8 << 20})
	m := h.OpenScope()
	o := h.NewObject(h.RootShape(Null, ClassObject, 0))
	inner := h.OpenScope()
	for i := range 300_000 {
		h.AddComputed(o, h.InternGo("k"+strconv.Itoa(i)), Int(int32(i)), DefaultAttrs)
		if i >= 100 {
			require.True(t, h.RemoveProperty(o, h.InternGo("k"+strconv.Itoa(i-100))))
		}
		h.CloseScope(inner)
		h.Safepoint()
	}
	assert.False(t, h.Exhausted)
	assert.Equal(t, 100, o.Shape(h).Count())
	h.Collect(true)
	assert.Less(t, h.Stats().Bytes, int64(200<<10))
	assert.Less(t, len(o.Shape(h).dict.entries), 1000)
	h.CloseScope(m)
}

func TestProtoEpoch(t *testing.T) {
	h := New(Options{})
	proto := h.NewObject(h.RootShape(Null, ClassObject, 2))
	x := h.InternGo("x")
	changes := func(f func()) bool {
		before := h.ProtoEpoch
		f()
		return h.ProtoEpoch != before
	}
	assert.False(t, changes(func() { h.AddProperty(proto, h.InternGo("w"), Int(1), DefaultAttrs) }))
	o := h.NewObject(h.RootShape(proto.Value(), ClassObject, 2))
	assert.True(t, proto.Has(FlagIsProto))
	assert.False(t, changes(func() { h.AddProperty(o, x, Int(1), DefaultAttrs) }))
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"add", func() { h.AddProperty(proto, x, Int(1), DefaultAttrs) }},
		{"attrs", func() { h.ChangeAttrs(proto, x, HiddenAttrs) }},
		{"proto", func() { h.SetProto(proto, h.NewObject(h.RootShape(Null, ClassObject, 0)).Value()) }},
		{"restrict", func() { h.RestrictAttrs(proto, Writable) }},
		{"prevent", func() { h.PreventExtensions(proto) }},
		{"delete", func() { h.RemoveProperty(proto, x) }},
	} {
		assert.True(t, changes(c.do), c.name)
	}
}

// The first elements of a watched object advance the epoch, whichever way they come.
func TestProtoEpochOfFirstElements(t *testing.T) {
	ways := map[string]func(h *Heap, o *Object){
		"set": func(h *Heap, o *Object) { h.SetElement(o, 0, Int(1)) },
		"far": func(h *Heap, o *Object) { h.SetElement(o, 1<<20, Int(1)) },
		"accessor": func(h *Heap, o *Object) {
			h.DefineElement(o, 0, h.NewAccessor(Undefined, Undefined).Value(), AccessorProp)
		},
		"append":      func(h *Heap, o *Object) { h.AppendElement(o, Int(1)) },
		"reserve":     func(h *Heap, o *Object) { h.ReserveElements(o, 3) },
		"write":       func(h *Heap, o *Object) { h.WriteElements(o, 0, []Value{Int(1)}) },
		"fill":        func(h *Heap, o *Object) { h.FillElements(o, 0, 2000, Int(1)) },
		"insert":      func(h *Heap, o *Object) { h.UnshiftElements(o, 3) },
		"insert many": func(h *Heap, o *Object) { h.UnshiftElements(o, 2000) },
	}
	for name, add := range ways {
		h := New(Options{})
		o := h.NewArrayLen(h.RootShape(Null, ClassArray, 0), 0, 0)
		h.Watch(o)
		require.True(t, h.NeverElements(o), name)
		before := h.ProtoEpoch
		add(h, o)
		assert.NotEqual(t, before, h.ProtoEpoch, name)
		assert.False(t, h.NeverElements(o), name)
	}
}

func TestPreventExtensionsAndRestrict(t *testing.T) {
	for _, n := range []int{3, 300, 600} {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			h := New(Options{})
			make := func() *Object {
				o := h.NewObject(h.RootShape(Null, ClassObject, 4))
				for i := range n {
					v, attrs := Int(int32(i)), DefaultAttrs
					if i == 1 {
						v, attrs = h.NewAccessor(Undefined, Undefined).Value(), Enumerable|Configurable|AccessorProp
					}
					h.AddProperty(o, h.InternGo("p"+strconv.Itoa(i)), v, attrs)
				}
				return o
			}
			a, b := make(), make()
			before := h.Stats().GoBytes
			h.PreventExtensions(a)
			assert.True(t, a.Has(FlagNotExtensible))
			assert.NotEqual(t, a.ShapeID(), b.ShapeID())
			h.RestrictAttrs(a, Configurable|Writable)
			assert.Less(t, h.Stats().GoBytes-before, int64(n)*300+2000)
			a.Shape(h).ForEach(func(_ Value, p Prop) bool {
				if p.Attrs&AccessorProp != 0 {
					assert.Equal(t, Enumerable|AccessorProp, p.Attrs)
				} else {
					assert.Equal(t, Enumerable, p.Attrs)
				}
				return true
			})
			p, _ := b.Shape(h).Lookup(h.InternGo("p0"))
			assert.Equal(t, DefaultAttrs, p.Attrs)
			require.NoError(t, h.Verify())
		})
	}
}

// Shapes for ever, of every sort, in a small heap.
func TestShapesDoNotGrowForEver(t *testing.T) {
	h := New(Options{MaxBytes: 16 << 20})
	scope := h.OpenScope()
	root := h.RootShape(Null, ClassObject, 2)
	for i := range 200_000 {
		switch i % 3 {
		case 0:
			h.AddProperty(h.NewObject(root), h.InternGo(fmt.Sprint("p", i)), Null, DefaultAttrs)
		case 1:
			p := h.NewObject(root)
			h.NewObject(h.RootShape(p.Value(), ClassObject, 1))
		case 2:
			o := h.NewObject(root)
			h.AddProperty(o, h.NewSymbol(Undefined).Value(), Null, DefaultAttrs)
			h.ToDictionary(o)
		}
		h.CloseScope(scope)
		h.Safepoint()
		require.False(t, h.Exhausted)
		root = h.RootShape(Null, ClassObject, 2)
	}
	for range shapeAge + 2 {
		h.Collect(true)
	}
	assert.LessOrEqual(t, h.Stats().Shapes, 10)
	assert.Less(t, h.Stats().GoBytes, int64(200<<10))
	require.NoError(t, h.Verify())
}

// The shape of a kind of object survives a while without objects, so that the
// caches that know its id stay right.
func TestShapesOutliveTheirObjects(t *testing.T) {
	h := New(Options{})
	h.stress = false // there no shape outlives its objects
	m := h.OpenScope()
	x := h.InternGo("x")
	o := h.NewObject(h.RootShape(Null, ClassObject, 2))
	h.AddProperty(o, x, Int(1), DefaultAttrs)
	id := o.ShapeID()
	h.CloseScope(m)
	h.Collect(true)
	o = h.NewObject(h.RootShape(Null, ClassObject, 2))
	h.AddProperty(o, h.InternGo("x"), Int(1), DefaultAttrs)
	assert.Equal(t, id, o.ShapeID())
}

func TestShapeIDsStartOver(t *testing.T) {
	h := New(Options{})
	used := h.NewObject(h.RootShape(Null, ClassObject, 1))
	calls := 0
	h.OnShapeReuse = func() bool { calls++; return true }
	h.shapes.nextID = defaultShapeIDs
	epoch := h.ProtoEpoch
	o := h.NewObject(h.RootShape(Null, ClassArray, 2))
	assert.Equal(t, 1, calls)
	assert.NotEqual(t, epoch, h.ProtoEpoch, "what was found by shapes ends")
	assert.NotEqual(t, used.ShapeID(), o.ShapeID())
	for i := range 2000 {
		s := h.RootShape(o.Value(), ClassObject, i%100)
		assert.Same(t, s, h.Shape(s.ID()))
	}
	assert.Equal(t, ClassObject, used.Shape(h).Class())
	require.NoError(t, h.Verify())
}

func TestManyProperties(t *testing.T) {
	h := New(Options{})
	o := h.NewObject(h.RootShape(Null, ClassObject, 4))
	const n = 20_000
	for i := range n {
		h.AddProperty(o, h.InternGo("k"+strconv.Itoa(i)), Int(int32(i)), DefaultAttrs)
	}
	for i := range n {
		p, ok := h.Lookup(o, h.InternGo("k"+strconv.Itoa(i)))
		require.True(t, ok)
		require.Equal(t, Int(int32(i)), o.Slot(p))
	}
	assert.Less(t, h.Stats().GoBytes, int64(n*150))
	require.NoError(t, h.Verify())
}

// A pinned shape lives as long as its parent does, also under pressure.
func TestPinnedTransitions(t *testing.T) {
	h := New(Options{Stress: true})
	m := h.OpenScope()
	o := h.NewObject(h.RootShape(Null, ClassObject, 2))
	a := h.Transition(o.Shape(h), h.InternGo("first"), DefaultAttrs)
	b := h.Transition(a, h.InternGo("second"), DefaultAttrs)
	c := h.Transition(a, h.InternGo("third"), DefaultAttrs)
	loose := h.Transition(o.Shape(h), h.InternGo("fourth"), DefaultAttrs)
	for _, s := range []*Shape{a, b, c} {
		h.PinTransition(s)
		h.PinTransition(s)
	}
	h.CloseScope(m)
	h.Keep(o.Value())
	for range 6 {
		h.Collect(true)
	}
	for _, s := range []*Shape{a, b, c} {
		assert.Same(t, s, h.Shape(s.ID()))
	}
	assert.Nil(t, h.Shape(loose.ID()))
	h.ApplyTransition(o, h.Shape(a.ID()), Int(1))
	h.ApplyTransition(o, h.Shape(b.ID()), Int(2))
	assert.Equal(t, "first", o.Shape(h).Keys()[0].Str().Go(h))
	require.NoError(t, h.Verify())
	h.CloseScope(m)
	h.Collect(true)
	assert.Zero(t, h.Stats().Shapes)
	assert.Zero(t, h.shapes.pins)
}

func TestTooManyPins(t *testing.T) {
	h := New(Options{})
	m := h.OpenScope()
	root := h.RootShape(Null, ClassObject, 1)
	o := h.NewObject(root)
	inner := h.OpenScope()
	epoch := h.ProtoEpoch
	for i := range minMaxPins + 1 {
		h.PinTransition(h.Transition(root, h.InternGo(strconv.Itoa(i)+"x"), DefaultAttrs))
		h.CloseScope(inner)
	}
	h.Collect(true)
	assert.NotEqual(t, epoch, h.ProtoEpoch)
	for range shapeAge + 1 {
		h.Collect(true)
	}
	assert.Equal(t, 1, h.Stats().Shapes)
	assert.Same(t, root, o.Shape(h))
	h.CloseScope(m)
}

// What was found by looking at an object that is nobody's prototype can be kept
// once it is watched; when epochs run out nothing that is kept holds.
func TestWatch(t *testing.T) {
	h := New(Options{})
	o := h.NewObject(h.RootShape(Null, ClassObject, 4))
	key := h.InternGo("key")
	epoch := h.Epoch()
	assert.NotZero(t, epoch)
	h.AddProperty(o, key, Int(1), DefaultAttrs)
	assert.Equal(t, epoch, h.ProtoEpoch)
	h.Watch(o)
	assert.True(t, h.RemoveProperty(o, key))
	assert.NotEqual(t, epoch, h.ProtoEpoch)

	h.ProtoEpoch = lastEpoch - 1
	assert.Equal(t, h.ProtoEpoch, h.Epoch())
	for range 3 {
		h.AddProperty(o, key, Int(1), DefaultAttrs)
		assert.Equal(t, lastEpoch, h.ProtoEpoch)
		assert.Zero(t, h.Epoch())
		assert.True(t, h.RemoveProperty(o, key))
	}
}
