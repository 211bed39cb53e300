package heap

import (
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rooted makes what a world keeps survive scopes.
func (w *world) rooted() *world {
	root := w.root.Value()
	w.h.AddRoots("test", func(m *Marker) { m.Value(root) })
	w.mark = 0
	return w
}

// frozenWorld is what a world was when an image was made of its heap: cells are Refs.
type frozenWorld struct {
	t       *testing.T
	m       *Image
	root    Value
	objects []*modelObject
}

func (w *world) freeze() *frozenWorld {
	m, err := w.h.Image()
	require.NoError(w.t, err)
	ref := func(v Value) Value {
		ref, ok := m.Ref(v)
		require.True(w.t, ok)
		return ref
	}
	f := &frozenWorld{w.t, m, ref(w.root.Value()), copyModel(w.objects, ref)}
	m.Seal()
	return f
}

// stamp makes a world with a heap of the image.
func (f *frozenWorld) stamp(seed uint64, o Options) *world {
	s, err := f.m.Stamp(o)
	require.NoError(f.t, err)
	w := &world{t: f.t, h: s.Finish(), r: rand.New(rand.NewPCG(seed, 23)), root: s.Value(f.root).Object()}
	w.objects = copyModel(f.objects, s.Value)
	w.rooted()
	require.NoError(f.t, w.h.Verify())
	return w
}

// copyModel copies objects and what they refer to.
func copyModel(objects []*modelObject, cell func(Value) Value) []*modelObject {
	copies := map[*modelObject]*modelObject{}
	var object func(m *modelObject) *modelObject
	value := func(v modelValue) modelValue {
		v.obj = object(v.obj)
		return v
	}
	object = func(m *modelObject) *modelObject {
		if m == nil || copies[m] != nil {
			return copies[m]
		}
		c := &modelObject{cell: cell(m.cell), props: maps.Clone(m.props), elems: maps.Clone(m.elems), inner: slices.Clone(m.inner), order: slices.Clone(m.order)}
		copies[m] = c
		c.proto = object(m.proto)
		for name, v := range c.props {
			c.props[name] = value(v)
		}
		for i, v := range c.elems {
			c.elems[i] = value(v)
		}
		for i, v := range c.inner {
			c.inner[i] = value(v)
		}
		return c
	}
	list := make([]*modelObject, len(objects))
	for i, m := range objects {
		list[i] = object(m)
	}
	return list
}

// TestImageOfRandomGraph: heaps of an image hold what its heap held, and each goes on for itself.
func TestImageOfRandomGraph(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			o := Options{NurseryBytes: 64 << 10, Stress: seed == 3}
			steps := 2500
			if o.Stress || stressBuild {
				steps = 400
			}
			run := func(w *world) {
				for range steps {
					w.step()
				}
				w.h.CloseScope(0)
				require.NoError(t, w.h.Verify())
			}
			w := newWorld(t, seed, o).rooted()
			w.create()
			run(w)
			f := w.freeze()
			run(w)
			first := f.stamp(1, o)
			run(first)
			second := f.stamp(2, o)
			second.check()
			untouched := f.stamp(3, o)
			run(second)
			again := second.freeze() // an image of a heap of an image
			run(second)
			third := again.stamp(4, o)
			third.check()
			run(third)
			for _, w := range []*world{w, first, second, third, untouched} {
				w.check()
				w.h.Collect(true)
				w.check()
				require.NoError(t, w.h.Verify())
			}
		})
	}
}

// windowed is memory for typed arrays.
type windowed struct{ w Window }

func (w *windowed) HandleWindow() *Window { return &w.w }

// pinned is a handle that holds a Value.
type pinned struct{ v Value }

func (p *pinned) TraceCells(m *Marker) { m.Value(p.v) }
func (*pinned) TraceAlways()           {}

// everything is a heap with cells of all kinds, found in the elements of an array.
type everything struct {
	h    *Heap
	list *Object
	at   map[string]uint32
}

func newEverything(o Options) *everything {
	h := New(o)
	e := &everything{h: h, list: h.NewArray(h.RootShape(Null, ClassArray, 0)), at: map[string]uint32{}}
	root := e.list.Value()
	h.AddRoots("test", func(m *Marker) { m.Value(root) })
	add := func(name string, v Value) Value {
		e.at[name] = uint32(e.list.ElementsLen())
		h.AppendElement(e.list, v)
		return v
	}
	shape := h.RootShape(Null, ClassObject, 2)
	object := func() Value { return h.NewObject(shape).Value() }
	holder := func(name string, id uint32) {
		o := h.NewObject(h.RootShape(Null, ClassWeakMap, 0))
		h.SetInternal(o, 0, HandleValue(id))
		add(name, o.Value())
	}

	key, token := add("key", object()), add("token", h.NewSymbol(h.NewString("token").Value()).Value())
	number := add("bigint", h.NewBigInt(new(big.Int).Lsh(big.NewInt(-5), 200)).Value())
	long := h.NewString("a text that is long enough that parts of it are slices")
	add("slice", h.Substring(long, 3, 40).Value())
	add("rope", h.Concat(long, h.NewString("中 and more, to be read later")).Value())
	grown := long
	for range 100 {
		grown = h.Concat(grown, long)
	}
	add("buffer", grown.Value())
	add("char", h.SingleChar('ÿ').Value())
	add("accessor", h.NewAccessor(key, Undefined).Value())
	env := h.NewEnv(add("box", h.NewBox(key).Value()), 77, 600, Undefined)
	h.SetEnvSlot(env, 599, key)
	add("env", env.Value())
	frame := h.NewGenState(20)
	h.SetGenState(frame, 19, number)
	add("frame", frame.Value())
	bytes := h.NewBytes(100)
	for i := range bytes.Data() {
		bytes.Data()[i] = 0xFF // words like cell pointers
	}
	add("bytes", bytes.Value())
	add("weak", h.NewWeakCell(key).Value())

	table, set := h.NewOrderedTable(true), h.NewOrderedTable(false)
	for i := range 50 {
		k := object()
		table.Put(h, k, Int(int32(i)))
		set.Put(h, h.NewString(fmt.Sprint("k", i)).Value(), Undefined)
		if i%3 == 0 {
			table.Delete(h, k)
		}
	}
	table.Put(h, key, token)
	table.Put(h, number, key)
	table.Put(h, Float(1.5), Null)
	set.Put(h, token, Undefined)
	add("table", table.Value())
	add("set", set.Value())

	sparse := h.NewObject(shape)
	h.SetElement(sparse, 1<<30, key)
	h.SetElement(sparse, 7, Int(7))
	add("sparse", sparse.Value())
	large := h.NewArray(h.RootShape(Null, ClassArray, 0))
	for i := range uint32(3000) {
		h.SetElement(large, i, Int(int32(i)))
	}
	for range 10 {
		h.ShiftElements(large)
	}
	h.SetElement(large, 100, large.Value())
	add("large", large.Value())
	dictionary := h.NewObject(shape)
	for i := range 700 {
		h.AddProperty(dictionary, h.InternGo(fmt.Sprint("p", i)), Int(int32(i)), DefaultAttrs)
	}
	for i := 0; i < 700; i += 7 {
		h.RemoveProperty(dictionary, h.InternGo(fmt.Sprint("p", i)))
	}
	add("dictionary", dictionary.Value())
	sealed := h.NewObject(shape)
	h.AddProperty(sealed, h.InternGo("x"), key, DefaultAttrs)
	h.PreventExtensions(sealed)
	add("sealed", sealed.Value())

	weak, id := h.NewWeakTable()
	weak.Put(key, token)
	weak.Put(token, sparse.Value())
	holder("weak table", id)
	registry, id := h.NewRegistry()
	registry.Register(key, Int(1), token)
	registry.Register(object(), Int(2), Undefined) // dies
	holder("registry", id)
	registry.SetOwner(e.get("registry"))
	values, id := h.NewWeakValues(func(uint32) {})
	values.Add(key)
	values.Add(object()) // dies
	holder("weak values", id)
	holder("pinned", h.NewHandle(&pinned{h.NewBox(Int(11)).Value()}))
	memory := &windowed{}
	memory.w.Open(make([]byte, 8), true)
	id = h.NewHandle(memory)
	for _, w := range []*Window{&memory.w, &foreignWindow} {
		o := h.NewObject(h.RootShape(Null, ClassTypedArray, 0))
		h.SetInternal(o, memoryWord-objectBase, HandleValue(id))
		h.SetInternal(o, windowWord-objectBase, w.Word())
		add(fmt.Sprint("typed ", w == &foreignWindow), o.Value())
	}
	h.CloseScope(0)
	return e
}

// foreignWindow belongs to no handle.
var foreignWindow Window

func (e *everything) get(name string) Value {
	v, _ := e.h.GetElement(e.list, e.at[name])
	return v
}

func (e *everything) handle(name string) any {
	return e.h.HandleAt(e.get(name).Object().Internal(0).Handle())
}

// stampOf makes a heap of an image of e.
func (e *everything) stampOf(t *testing.T, m *Image, list Value, pin Value, o Options) *everything {
	s, err := m.Stamp(o)
	require.NoError(t, err)
	c := &everything{h: s.Heap, list: s.Value(list).Object(), at: e.at}
	for _, id := range m.Handles() {
		switch x := e.h.HandleAt(id).(type) {
		case *pinned:
			s.SetHandle(id, &pinned{s.Value(pin)})
		case *windowed:
			s.SetHandle(id, &windowed{})
		default:
			t.Fatalf("%T", x)
		}
	}
	assert.Same(t, c.h, s.Finish())
	root := c.list.Value()
	c.h.AddRoots("test", func(m *Marker) { m.Value(root) })
	require.NoError(t, c.h.Verify())
	return c
}

func (e *everything) image(t *testing.T) (m *Image, list, pin Value) {
	m, err := e.h.Image()
	require.NoError(t, err)
	list, ok := m.Ref(e.list.Value())
	require.True(t, ok)
	pin, ok = m.Ref(e.handle("pinned").(*pinned).v)
	require.True(t, ok)
	m.Seal()
	return m, list, pin
}

// check looks at everything.
func (e *everything) check(t *testing.T) {
	h := e.h
	key, token, number := e.get("key"), e.get("token"), e.get("bigint")
	assert.Equal(t, "token", token.Symbol().Description().Str().Go(h))
	assert.Equal(t, new(big.Int).Lsh(big.NewInt(-5), 200), number.BigInt().Big())
	assert.Equal(t, "ext that is long enough that parts of", e.get("slice").Str().Go(h))
	assert.Contains(t, e.get("rope").Str().Go(h), "slices中 and")
	assert.Equal(t, 101*54, e.get("buffer").Str().Len())
	assert.Same(t, h.SingleChar('ÿ'), e.get("char").Str())
	assert.Equal(t, key, e.get("accessor").Accessor().Get)
	assert.Equal(t, key, e.get("env").Env().Slot(599))
	assert.EqualValues(t, 77, e.get("env").Env().ScopeID())
	assert.Equal(t, key, e.get("env").Env().Parent().Box().Get())
	assert.Equal(t, number, e.get("frame").GenState().At(19))
	assert.Equal(t, byte(0xFF), e.get("bytes").Bytes().Data()[99])
	assert.Equal(t, key, e.get("weak").WeakCell().Target())

	table, set := e.get("table").OrderedTable(), e.get("set").OrderedTable()
	assert.Equal(t, 36, table.Len())
	found := 0
	for c := Cursor(0); ; {
		k, v, next, ok := table.Next(c)
		if !ok {
			break
		}
		got, ok := table.Get(h, k)
		assert.True(t, ok)
		assert.Equal(t, v, got)
		c = next
		found++
	}
	assert.Equal(t, 36, found)
	got, _ := table.Get(h, number)
	assert.Equal(t, key, got)
	assert.True(t, set.Has(h, token))
	assert.True(t, set.Has(h, h.NewString("k49").Value()))
	assert.False(t, set.Has(h, key))

	got, _ = h.GetElement(e.get("sparse").Object(), 1<<30)
	assert.Equal(t, key, got)
	large := e.get("large").Object()
	assert.Equal(t, 2990, large.ElementsLen())
	got, _ = h.GetElement(large, 100)
	assert.Equal(t, e.get("large"), got)
	got, _ = h.GetElement(large, 2989)
	assert.Equal(t, Int(2999), got)
	d := e.get("dictionary").Object()
	assert.True(t, d.Shape(h).IsDictionary())
	for i := range 700 {
		p, ok := h.Lookup(d, h.InternGo(fmt.Sprint("p", i)))
		if assert.Equal(t, i%7 != 0, ok); ok {
			assert.Equal(t, Int(int32(i)), d.Slot(p))
		}
	}
	p, _ := h.Lookup(e.get("sealed").Object(), h.InternGo("x"))
	assert.Equal(t, key, e.get("sealed").Object().Slot(p))
	assert.True(t, e.get("sealed").Object().Shape(h).NotExtensible())

	weak := e.handle("weak table").(*WeakTable)
	got, _ = weak.Get(key)
	assert.Equal(t, token, got)
	got, _ = weak.Get(token)
	assert.Equal(t, e.get("sparse"), got)
	registry := e.handle("registry").(*Registry)
	assert.Equal(t, key, registry.entries[0].target)
	assert.Equal(t, token, registry.entries[0].token)
	assert.True(t, h.HasFinalized())
	assert.Equal(t, e.get("registry"), h.weak.finalized[0].owner)
	assert.Equal(t, []Value{Int(2)}, registry.ready[0])
	values := e.handle("weak values").(*WeakValues)
	assert.Equal(t, key, values.At(0))
	assert.Equal(t, Undefined, values.At(1))
	assert.Equal(t, Int(11), e.handle("pinned").(*pinned).v.Box().Get())
	typed := e.get("typed false").Object()
	memory := h.HandleAt(typed.Internal(memoryWord - objectBase).Handle()).(*windowed)
	assert.Equal(t, memory.w.Word(), typed.Internal(windowWord-objectBase))
	assert.Equal(t, foreignWindow.Word(), e.get("typed true").Object().Internal(windowWord-objectBase))
	h.CloseScope(0)
}

// TestImageHasAllKinds: cells of all kinds and what the heap has in Go come into a stamped heap,
// stay what they are through collections, and are no part of other heaps.
func TestImageHasAllKinds(t *testing.T) {
	e := newEverything(Options{})
	m, list, pin := e.image(t)
	e.check(t)
	c := e.stampOf(t, m, list, pin, Options{})
	assert.Equal(t, m.StampedBytes(), c.h.used())
	c.check(t)
	assert.Equal(t, e.h.ProtoEpoch, c.h.ProtoEpoch)
	assert.Equal(t, e.get("sealed").Object().ShapeID(), c.get("sealed").Object().ShapeID())
	for _, full := range []bool{false, true, false, true} {
		c.h.Collect(full)
		require.NoError(t, c.h.Verify())
		c.check(t)
	}
	g := c.h.Walk()
	assert.Equal(t, c.h.Bytes(), g.bytes())

	// Everything in c dies: the others see nothing of it.
	c.h.TakeFinalized()
	c.h.CloseScope(0)
	c.h.TruncateElements(c.list, 0)
	c.h.Collect(true)
	require.NoError(t, c.h.Verify())
	assert.Less(t, c.h.Bytes(), m.StampedBytes()/4)
	e.check(t)
	e.stampOf(t, m, list, pin, Options{Stress: true}).check(t)
}

func (g *Graph) bytes() (n int64) {
	for i := range g.Nodes {
		n += g.Nodes[i].Bytes
	}
	return n
}

// TestImageOfStampedHeapIsTheSame compares the images of a heap and of one that was stamped.
func TestImageOfStampedHeapIsTheSame(t *testing.T) {
	e := newEverything(Options{})
	m, list, pin := e.image(t)
	c := e.stampOf(t, m, list, pin, Options{})
	n, _, _ := c.image(t)
	// Not assert.Equal, which would show all words.
	same := func(what string, a, b any) { assert.True(t, reflect.DeepEqual(a, b), what) }
	same("names", m.names, n.names)
	same("keys", m.shapes.keys, n.shapes.keys)
	assert.Equal(t, m.handles.sparse, n.handles.sparse)
	assert.Equal(t, m.handles.weak, n.handles.weak)
	assert.Equal(t, m.handles.registry, n.handles.registry)
	assert.Equal(t, m.rehash, n.rehash)
	assert.Equal(t, m.windows, n.windows)
	assert.Equal(t, m.StampedBytes(), n.StampedBytes())
	require.Equal(t, len(m.regions), len(n.regions))
	for i := range m.regions {
		same("runs", m.regions[i].runs, n.regions[i].runs)
		same("blocks", m.regions[i].blocks, n.regions[i].blocks)
		assert.Equal(t, len(m.regions[i].words), len(n.regions[i].words))
	}
}

// TestImageIsSharedByGoroutines stamps heaps and works in them, all at the same time.
func TestImageIsSharedByGoroutines(t *testing.T) {
	w := newWorld(t, 7, Options{}).rooted()
	w.create()
	for range 1000 {
		w.step()
	}
	w.h.CloseScope(0)
	f := w.freeze()
	var all sync.WaitGroup
	for g := range uint64(8) {
		all.Go(func() {
			for n := range uint64(2) {
				w := f.stamp(10*g+n, Options{NurseryBytes: 64 << 10})
				for range 200 {
					w.step()
				}
				w.check()
			}
		})
	}
	all.Wait()
	f.stamp(99, Options{}).check()
}

// TestImageLimits: what a stamped heap has counts toward its limit.
func TestImageLimits(t *testing.T) {
	w := newWorld(t, 8, Options{}).rooted()
	w.create()
	for range 1000 {
		w.step()
	}
	f := w.freeze()
	need := f.m.StampedBytes()
	_, err := f.m.Stamp(Options{MaxBytes: need - 1})
	assert.ErrorAs(t, err, new(*LimitError))
	s := f.stamp(1, Options{MaxBytes: need + 64<<10})
	assert.NoError(t, s.h.CheckAlloc(8<<10))
	assert.Error(t, s.h.CheckAlloc(need/2))
	s.check()
}

// TestImageErrors: what cannot be moved is named.
func TestImageErrors(t *testing.T) {
	h := New(Options{})
	s := h.Sample(1<<20, 1, func(AllocSample) {})
	_, err := h.Image()
	assert.ErrorContains(t, err, "profile")
	s.Stop()
	o := h.NewObject(h.RootShape(Null, ClassTypedArray, 0)).Value()
	h.AddRoots("test", func(m *Marker) { m.Value(o) })
	h.SetInternal(o.Object(), memoryWord-objectBase, HandleValue(h.NewHandle(&pinned{Undefined})))
	h.SetInternal(o.Object(), windowWord-objectBase, foreignWindow.Word())
	_, err = h.Image()
	assert.ErrorContains(t, err, "*heap.pinned, which has no window")
	h.SetInternal(o.Object(), windowWord-objectBase, Undefined)
	m, err := h.Image()
	require.NoError(t, err)
	m.Seal()
	st, err := m.Stamp(Options{})
	require.NoError(t, err)
	assert.PanicsWithValue(t, "heap: handle 1 of a stamped heap has no object", func() { st.Finish() })
}

// TestImageSharesObjects: an object that all heaps may have needs nobody to set it.
func TestImageSharesObjects(t *testing.T) {
	h := New(Options{})
	o := h.NewObject(h.RootShape(Null, ClassWeakMap, 0)).Value()
	h.AddRoots("test", func(m *Marker) { m.Value(o) })
	id := h.NewHandle(new(int))
	h.SetInternal(o.Object(), 0, HandleValue(id))
	m, err := h.Image()
	require.NoError(t, err)
	assert.Equal(t, []uint32{id}, m.Handles())
	shared, other := new(int), new(int)
	m.Share(id, shared)
	m.Seal()
	for _, x := range []*int{shared, other} {
		s, err := m.Stamp(Options{})
		require.NoError(t, err)
		if x == other {
			s.SetHandle(id, other)
		}
		assert.Same(t, x, s.Finish().HandleAt(id))
	}
}
