package host

import (
	"iter"
	"reflect"
	"runtime"
	"weak"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// opaque is a HostExotic without properties.
type opaque struct{}

// HostTraits implements object.HostExotic.
func (opaque) HostTraits() object.HostTraits { return liveTraits }

// HostHas implements object.HostExotic.
func (opaque) HostHas(*object.Runtime, *heap.Object, heap.Value) (heap.Attrs, bool, error) {
	return 0, false, nil
}

// HostGet implements object.HostExotic.
func (opaque) HostGet(*object.Runtime, *heap.Object, heap.Value) (heap.Value, heap.Attrs, bool, error) {
	return heap.Undefined, 0, false, nil
}

// HostSet implements object.HostExotic.
func (opaque) HostSet(*object.Runtime, *heap.Object, heap.Value, heap.Value) (bool, error) {
	return false, nil
}

// HostDelete implements object.HostExotic.
func (opaque) HostDelete(*object.Runtime, *heap.Object, heap.Value) (bool, error) { return true, nil }

// HostKeys implements object.HostExotic.
func (opaque) HostKeys(*object.Runtime, *heap.Object) ([]heap.Value, error) { return nil, nil }

// sequence is an iter.Seq or iter.Seq2: an iterable.
type sequence struct {
	opaque
	v reflect.Value
}

// GoValue implements Live.
func (x *sequence) GoValue() reflect.Value { return x.v }

func (x *sequence) variable() reflect.Value { return x.v }

// goroutineBytes is about what a goroutine takes that waits.
const goroutineBytes = 10 << 10

// cursor is an iterator over a sequence.
type cursor struct {
	opaque
	next func() (reflect.Value, bool, error)
	stop func()
}

// end says that the sequence has ended, as has its goroutine.
func (x *cursor) end(c *object.Call) {
	x.next, x.stop = nil, nil
	c.RT.Heap.SetHandleSize(object.HostHandle(c.This.Object()), 0)
}

// HandleReleased implements heap.Released: the sequence that no script can go on with ends, on
// a goroutine of its own.
func (x *cursor) HandleReleased() {
	if x.stop != nil {
		go x.stop()
	}
}

// iteration are the prototypes of what can be iterated, made when first wanted.
type iteration struct {
	sequence, cursor, channel, receiver heap.Value
}

func (it *iteration) trace(m *heap.Marker) {
	for _, v := range [...]heap.Value{it.sequence, it.cursor, it.channel, it.receiver} {
		if v != 0 {
			m.Value(v)
		}
	}
}

// iterationOf gives the prototypes of the running realm.
func (b *Bridge) iterationOf() *iteration {
	island := b.rt.Cur.Island()
	it := b.iteration[island]
	if it == nil {
		if b.iteration == nil {
			b.iteration = make(map[uint16]*iteration)
		}
		it = new(iteration)
		b.iteration[island] = it
	}
	return it
}

// protoWith makes a prototype with methods, once.
func (b *Bridge) protoWith(at *heap.Value, parent heap.Value, tag string, rows []object.Row) heap.Value {
	if *at == 0 {
		o := b.rt.NewObjectOf(heap.ClassObject, parent)
		b.rt.Cur.Install(o, rows)
		h := b.rt.Heap
		h.AddProperty(o, h.Symbols.ToStringTag, h.InternGo(tag), heap.Configurable)
		*at = o.Value()
	}
	return *at
}

func (b *Bridge) intrinsic(id object.IntrinsicID) heap.Value { return b.rt.Cur.Intrinsic(id).Value() }

// The methods of the prototypes; filled in by init, since they make objects with them.
var sequenceRows, cursorRows, channelRows, receiverRows []object.Row

func init() {
	sequenceRows = []object.Row{{Name: "@@iterator", Fn: sequenceIterator}}
	cursorRows = []object.Row{{Name: "next", Fn: cursorNext}, {Name: "return", Length: 1, Fn: cursorReturn}}
	channelRows = []object.Row{{Name: "@@asyncIterator", Fn: channelIterator}}
	receiverRows = []object.Row{{Name: "next", Fn: receiverNext}, {Name: "return", Length: 1, Fn: receiverReturn}}
}

// this returns the Go value of the receiver of a method.
func this[T object.HostExotic](c *object.Call, method string) (x T, err error) {
	x, ok := c.RT.HostExoticOf(c.This).(T)
	if !ok {
		err = c.Incompatible(method)
	}
	return x, err
}

func inSequence(b *Bridge, v reflect.Value) (heap.Value, error) {
	if v.IsNil() {
		return heap.Null, nil
	}
	proto := b.protoWith(&b.iterationOf().sequence, b.intrinsic(object.ObjectPrototype), "Sequence", sequenceRows)
	return b.rt.NewHostExotic(&sequence{v: v}, proto, false).Value(), nil
}

// sequenceIterator begins with a sequence.
func sequenceIterator(c *object.Call) (heap.Value, error) {
	x, err := this[*sequence](c, "[Symbol.iterator]")
	if err != nil {
		return heap.Undefined, err
	}
	b := Of(c.RT)
	it := &cursor{}
	if x.v.Type().In(0).NumIn() == 1 {
		next, stop := iter.Pull(x.v.Seq())
		it.next = func() (v reflect.Value, ok bool, err error) {
			defer b.protect(&err)
			v, ok = next()
			return v, ok, nil
		}
		it.stop = stop
	} else {
		next, stop := iter.Pull2(x.v.Seq2())
		it.next = func() (v reflect.Value, ok bool, err error) {
			defer b.protect(&err)
			k, e, ok := next()
			if !ok {
				return v, false, nil
			}
			return reflect.ValueOf([2]reflect.Value{k, e}), true, nil
		}
		it.stop = stop
	}
	proto := b.protoWith(&b.iterationOf().cursor, b.intrinsic(object.ArrayIteratorPrototype).Object().Proto(b.rt.Heap), "Sequence Iterator", cursorRows)
	o := c.RT.NewHostExotic(it, proto, false)
	c.RT.Heap.SetHandleSize(object.HostHandle(o), goroutineBytes)
	return o.Value(), nil
}

func cursorNext(c *object.Call) (heap.Value, error) {
	x, err := this[*cursor](c, "next")
	if err != nil {
		return heap.Undefined, err
	}
	if x.next == nil {
		return c.RT.CreateIterResultObject(heap.Undefined, true), nil
	}
	b := Of(c.RT)
	v, ok, err := x.next()
	if err != nil || !ok {
		x.end(c)
		return c.RT.CreateIterResultObject(heap.Undefined, true), err
	}
	r, err := b.element(v)
	if err != nil {
		return heap.Undefined, b.throwing(err)
	}
	return c.RT.CreateIterResultObject(r, false), nil
}

// element is a value of a sequence: of an iter.Seq2 an array of two.
func (b *Bridge) element(v reflect.Value) (heap.Value, error) {
	pair, ok := v.Interface().([2]reflect.Value)
	if !ok {
		return b.reflected(v)
	}
	k, err := b.reflected(pair[0])
	if err != nil {
		return heap.Undefined, err
	}
	b.rt.Heap.Keep(k)
	e, err := b.reflected(pair[1])
	if err != nil {
		return heap.Undefined, err
	}
	return b.rt.Heap.Keep(b.rt.NewArray(k, e).Value()), nil
}

func cursorReturn(c *object.Call) (_ heap.Value, err error) {
	x, err := this[*cursor](c, "return")
	if err != nil {
		return heap.Undefined, err
	}
	if stop := x.stop; stop != nil {
		x.end(c)
		if err := Of(c.RT).run(stop); err != nil {
			return heap.Undefined, err
		}
	}
	return c.RT.CreateIterResultObject(c.Arg(0), true), nil
}

// run calls code of the embedder.
func (b *Bridge) run(f func()) (err error) {
	defer b.protect(&err)
	f()
	return nil
}

// channel is a channel that can be received from: an async iterable.
type channel struct {
	opaque
	v reflect.Value
}

func inChannel(b *Bridge, v reflect.Value) (heap.Value, error) {
	if v.IsNil() {
		return heap.Null, nil
	}
	id := identity{address: v.Pointer(), t: v.Type()}
	if o, ok := b.known(id); ok {
		return o.Value(), nil
	}
	proto := b.protoWith(&b.iterationOf().channel, b.intrinsic(object.ObjectPrototype), "Channel", channelRows)
	o := b.rt.NewHostExotic(&channel{v: v}, proto, false)
	b.remember(id, o)
	return o.Value(), nil
}

// receiver is an async iterator over a channel. While it waits, the bridge keeps it.
type receiver struct {
	opaque
	b        *Bridge
	v        reflect.Value
	promises []heap.Value // in the order in which they were asked for
	waits    bool         // a goroutine does
	release  func()       // what the loop waits for meanwhile
	closed   bool
	done     chan struct{} // closed when nobody wants values any more
}

// SaveState has the iterator go on, after a restore, where return has ended it since.
func (x *receiver) SaveState() (restore func()) {
	done := x.done
	return func() {
		select {
		case <-done:
			if !x.closed {
				x.done = make(chan struct{})
			}
		default:
		}
	}
}

func channelIterator(c *object.Call) (heap.Value, error) {
	x, err := this[*channel](c, "[Symbol.asyncIterator]")
	if err != nil {
		return heap.Undefined, err
	}
	b := Of(c.RT)
	r := &receiver{b: b, v: x.v, done: make(chan struct{})}
	runtime.AddCleanup(r, func(done chan struct{}) {
		defer func() { _ = recover() }() // it was closed by return
		close(done)
	}, r.done)
	proto := b.protoWith(&b.iterationOf().receiver, b.intrinsic(object.AsyncFromSyncIteratorPrototype).Object().Proto(b.rt.Heap), "Channel Iterator", receiverRows)
	return c.RT.NewHostExotic(r, proto, false).Value(), nil
}

func receiverNext(c *object.Call) (heap.Value, error) {
	x, err := this[*receiver](c, "next")
	if err != nil {
		return heap.Undefined, err
	}
	p := c.RT.NewPromise()
	c.RT.Heap.Keep(p.Value())
	x.promises = append(x.promises, p.Value())
	if len(x.promises) == 1 {
		x.b.receivers[x] = struct{}{}
		x.b.waiting.Add(goroutineBytes)
	}
	return p.Value(), x.pump()
}

// pump settles promises as long as there are values, then waits for more.
func (x *receiver) pump() error {
	for len(x.promises) > 0 && !x.waits {
		if err := x.b.rt.Step(); err != nil {
			return err
		}
		var v reflect.Value
		ok := false
		if !x.closed {
			if v, ok = x.v.TryRecv(); !ok && !v.IsValid() {
				x.wait()
				return nil
			}
		}
		if err := x.settle(v, ok); err != nil {
			return err
		}
	}
	return nil
}

// settle gives the first promise a value, or the end when not ok.
func (x *receiver) settle(v reflect.Value, ok bool) error {
	b, rt := x.b, x.b.rt
	p := rt.Heap.Keep(x.promises[0]).Object()
	if x.promises = x.promises[1:]; len(x.promises) == 0 {
		delete(b.receivers, x)
		b.waiting.Add(-goroutineBytes)
	}
	if !ok {
		x.closed = true
		return rt.ResolvePromise(p, rt.CreateIterResultObject(heap.Undefined, true))
	}
	r, err := b.reflected(v)
	if err != nil {
		return rt.RejectWith(p, b.throwing(err))
	}
	return rt.ResolvePromise(p, rt.CreateIterResultObject(r, false))
}

// wait receives on a goroutine, which does not keep the runtime alive.
func (x *receiver) wait() {
	x.waits = true
	x.release = x.b.rt.Queue.Hold()
	here, ch, done := weak.Make(x), x.v, x.done
	go func() {
		chosen, v, ok := reflect.Select([]reflect.SelectCase{
			{Dir: reflect.SelectRecv, Chan: ch},
			{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(done)},
		})
		x := here.Value()
		if x == nil {
			return
		}
		x.b.rt.Queue.Post(func() error {
			x.waits = false
			if _, asked := x.b.receivers[x]; !asked || x.b.rt.Ext(extension) != any(x.b) {
				return nil // or the runtime went back to before it was
			}
			if len(x.promises) > 0 {
				if err := x.settle(v, ok && chosen == 0); err != nil {
					return err
				}
			}
			return x.pump()
		})
		x.release()
	}()
}

func receiverReturn(c *object.Call) (heap.Value, error) {
	x, err := this[*receiver](c, "return")
	if err != nil {
		return heap.Undefined, err
	}
	if !x.closed {
		x.closed = true
		close(x.done)
	}
	p := c.RT.NewPromise()
	c.RT.Heap.Keep(p.Value())
	return p.Value(), c.RT.ResolvePromise(p, c.RT.CreateIterResultObject(c.Arg(0), true))
}
