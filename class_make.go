package kiln

import (
	"fmt"
	"reflect"
	"sync/atomic"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/host"
	"github.com/kilnjs/kiln/pkg/object"
)

// classDeclaration is what a Class says, whatever its type. Nothing of it changes once a
// runtime uses it.
type classDeclaration struct {
	name     string
	length   int
	create   func(call Call) (any, error) // a *T
	maker    reflect.Value                // or a function of any parameters; without both scripts cannot make objects
	members  []classMember
	parent   *classDeclaration
	up       func(x any) any // from a *T to what the parent works on
	finalize func(x any)
	own      int          // slots besides those of the parent
	t        reflect.Type // T
	used     atomic.Bool
}

// classMember is a property of the prototype or of the constructor.
type classMember struct {
	name     string
	symbol   WellKnownSymbol // is the key, if isSymbol says so
	isSymbol bool
	kind     object.MethodKind
	length   int
	f        func(x any, call Call) (Value, error)
	fn       reflect.Value                  // or a function of any type, whose first parameter is the receiver
	method   *reflect.Method                // that fn is, if names of the runtime apply
	static   func(call Call) (Value, error) // or of the constructor
	entry    object.GoEntry                 // of the function that was given
	constant bool                           // or x, of the constructor
	x        any
}

// withReceiver makes f a function of any receiver, which is a *T.
func withReceiver[T any](f func(t *T, call Call) (Value, error)) func(x any, call Call) (Value, error) {
	return func(x any, call Call) (Value, error) { return f(x.(*T), call) }
}

// open panics when the declaration is used already.
func (d *classDeclaration) open() {
	if d.used.Load() {
		panic("kiln: class " + d.name + " is declared further after a runtime has used it")
	}
}

func (d *classDeclaration) add(m classMember) {
	d.open()
	d.members = append(d.members, m)
}

func (d *classDeclaration) extends(ancestor *classDeclaration) bool {
	for ; d != nil; d = d.parent {
		if d == ancestor {
			return true
		}
	}
	return false
}

// firstSlot is where in an object the slots of the class begin; slots is how many its
// objects have.
func (d *classDeclaration) firstSlot() int {
	if d.parent == nil {
		return 0
	}
	return d.parent.slots()
}

func (d *classDeclaration) slots() int { return d.firstSlot() + d.own }

// instance is the handle of an object of a class.
type instance struct {
	d  *classDeclaration
	rt *Runtime
	x  any // a *T; nil as long as the constructor runs
	// size is what was accounted for x, in bytes.
	size int64
}

// instanceBytes is what an object takes in Go's memory beside its Go value.
const instanceBytes = 56

// as returns the Go value for the methods of d, nil if there is none.
func (i *instance) as(d *classDeclaration) any {
	x := i.x
	for c := i.d; c != nil && x != nil; c = c.parent {
		if c == d {
			return x
		}
		if c.parent != nil {
			x = c.up(x)
		}
	}
	return nil
}

// Held implements host.Holder: nil while the constructor runs.
func (i *instance) Held() any { return i.x }

// HeldAs implements host.Holder: the Go value is also what the classes that it extends work on.
func (i *instance) HeldAs(t reflect.Type) (any, bool) {
	for d, x := i.d, i.x; d != nil && x != nil; d = d.parent {
		if reflect.TypeOf(x).AssignableTo(t) {
			return x, true
		}
		if d.parent != nil {
			x = d.up(x)
		}
	}
	return nil, false
}

// HandleReleased implements heap.Released: the object was collected.
func (i *instance) HandleReleased() {
	if i.x == nil {
		return
	}
	for d := i.d; d != nil; d = d.parent {
		if d.finalize != nil {
			i.rt.classes.release(i)
			return
		}
	}
}

// instanceOf returns the handle of an object of a class, nil for any other value.
func instanceOf(v Value) *instance {
	if v.rt == nil {
		return nil
	}
	i, _ := object.HostValue[*instance](v.rt.obj, v.raw())
	return i
}

func declarationOf(v Value) *classDeclaration {
	if i := instanceOf(v); i != nil {
		return i.d
	}
	return nil
}

// setInstance makes o an object of class d.
func (rt *Runtime) setInstance(o *heap.Object, d *classDeclaration, x any) *instance {
	i := &instance{d: d, rt: rt, x: x, size: int64(d.t.Size())}
	rt.obj.SetHostValue(o, i, instanceBytes+i.size)
	return i
}

// madeClass is a class in a realm.
type madeClass struct{ ctor, proto *heap.Object }

// classes are the classes of a runtime. They are found by weak references: a class that
// nobody can reach any more is collected, and made anew if it is asked for again.
type classes struct {
	made  map[classKey]*heap.WeakCell // of constructors
	names map[reflect.Type]string     // of all that were ever made, by what their Go values point to
	prune int                         // size of the map at which dead entries leave it

	// released are objects with finalizers that were collected. A task of the
	// loop is on its way if there are any.
	released []*instance
	rt       *Runtime
}

type classKey struct {
	d     *classDeclaration
	realm *object.Realm
}

// firstPrune is how many classes a runtime has before it looks for dead ones.
const firstPrune = 64

func (c *classes) trace(m *heap.Marker) {
	for _, w := range c.made {
		m.Value(w.Value())
	}
}

// find returns the constructor of a class, nil when there is none.
func (c *classes) find(key classKey) *heap.Object {
	if w := c.made[key]; w != nil && w.Target().IsObject() {
		return c.rt.obj.Heap.Keep(w.Target()).Object()
	}
	return nil
}

func (c *classes) keep(key classKey, ctor *heap.Object) {
	if c.made == nil {
		c.made, c.prune, c.names = make(map[classKey]*heap.WeakCell), firstPrune, make(map[reflect.Type]string)
	}
	c.names[key.d.t] = key.d.name
	if len(c.made) >= c.prune {
		for k, w := range c.made {
			if !w.Target().IsObject() {
				delete(c.made, k)
			}
		}
		c.prune = max(firstPrune, 2*len(c.made))
	}
	c.made[key] = c.rt.obj.Heap.NewWeakCell(ctor.Value())
}

// release hears during a collection of an object with a finalizer.
func (c *classes) release(i *instance) {
	c.released = append(c.released, i)
	if len(c.released) == 1 {
		c.rt.obj.Queue.Post(c.finalize)
	}
}

// finalize is the task that runs finalizers.
func (c *classes) finalize() error {
	for len(c.released) > 0 {
		i := c.released[0]
		c.released[0] = nil
		if c.released = c.released[1:]; len(c.released) == 0 {
			c.released = nil
		}
		if err := i.finalize(); err != nil {
			if len(c.released) > 0 {
				c.rt.obj.Queue.Post(c.finalize)
			}
			return err
		}
	}
	return nil
}

// finalize runs the finalizers of an object, that of its class first.
func (i *instance) finalize() error {
	return guard(func() error {
		for d, x := i.d, i.x; d != nil; d = d.parent {
			if d.finalize != nil {
				d.finalize(x)
			}
			if d.parent != nil {
				x = d.up(x)
			}
		}
		return nil
	})
}

// makeClass returns a class in a realm, making it the first time.
func (rt *Runtime) makeClass(d *classDeclaration, realm *object.Realm) (madeClass, error) {
	key := classKey{d, realm}
	if ctor := rt.classes.find(key); ctor != nil {
		return rt.classOf(ctor)
	}
	d.used.Store(true)
	saved := rt.obj.Cur
	rt.obj.Cur = realm
	defer func() { rt.obj.Cur = saved }()
	protoParent, ctorParent := realm.Intrinsic(object.ObjectPrototype), realm.Intrinsic(object.FunctionPrototype)
	if d.parent != nil {
		parent, err := rt.makeClass(d.parent, realm)
		if err != nil {
			return madeClass{}, err
		}
		protoParent, ctorParent = parent.proto, parent.ctor
	}
	o, h := rt.obj, rt.obj.Heap
	proto := o.NewObjectOf(heap.ClassObject, protoParent.Value())
	var maker *host.Method
	length := d.length
	if d.maker.IsValid() {
		maker = rt.bridge().Maker(d.maker)
		length = maker.Length()
	}
	construct := func(c *object.Call) (heap.Value, error) { return rt.construct(c, d, maker, proto) }
	ctor := realm.NewBuiltinOf(d.name, length, construct, object.KindHostCtor, ctorParent.Value())
	err := o.DefinePropertyOrThrow(ctor, h.Names.Prototype, &object.Descriptor{Value: proto.Value(), Has: object.HasValue})
	if err == nil {
		err = o.DefineMethod(proto, h.Names.Constructor, ctor, object.DefineNormal, false)
	}
	if err == nil {
		tag := object.DataDescriptor(h.InternGo(d.name), heap.Configurable)
		err = o.DefinePropertyOrThrow(proto, o.WellKnownSymbol("toStringTag"), &tag)
	}
	for i := 0; err == nil && i < len(d.members); i++ {
		err = rt.defineMember(d, &d.members[i], realm, madeClass{ctor, proto})
	}
	if err != nil {
		return madeClass{}, err
	}
	rt.classes.keep(key, ctor)
	return madeClass{ctor, proto}, nil
}

// classOf completes a constructor, whose property prototype never changes.
func (rt *Runtime) classOf(ctor *heap.Object) (madeClass, error) {
	proto, err := rt.obj.Get(ctor, rt.obj.Heap.Names.Prototype)
	if err != nil {
		return madeClass{}, err
	}
	return madeClass{ctor, proto.Object()}, nil
}

// defineMember adds a property to a class that is being made.
func (rt *Runtime) defineMember(d *classDeclaration, m *classMember, realm *object.Realm, made madeClass) error {
	o, target, of := rt.obj, made.proto, d.name+".prototype."
	if m.static != nil || m.constant {
		target, of = made.ctor, d.name+"."
	}
	name := m.name
	if names := rt.options.Names; m.method != nil && names != nil && names.Method != nil {
		if name = names.Method(m.method.Type.In(0), *m.method); name == "" {
			return nil
		}
	}
	key := o.Heap.KeyFromGo(name)
	if m.isSymbol {
		key = rt.Symbol(m.symbol).raw()
	}
	text := o.FunctionName(key, "").Str().Go(o.Heap)
	if m.constant {
		v, err := rt.toHeap(m.x)
		if err != nil {
			return fmt.Errorf("kiln: constant %s%s: %w", of, text, err)
		}
		constant := object.DataDescriptor(v, 0)
		return o.DefinePropertyOrThrow(target, key, &constant)
	}
	prefix := ""
	switch m.kind {
	case object.DefineGetter:
		prefix = "get "
	case object.DefineSetter:
		prefix = "set "
	}
	call, length := rt.memberFunction(d, m, of+text)
	f := realm.NewBuiltin(prefix+text, length, call, object.KindHost)
	o.CodeOf(f).Data = m.entry
	return o.DefineMethod(target, key, f, m.kind, false)
}

// memberFunction is the function of a member that errors call what, and its length.
func (rt *Runtime) memberFunction(d *classDeclaration, m *classMember, what string) (f object.HostFunc, length int) {
	receiver := func(c *object.Call) any {
		i, _ := object.HostValue[*instance](c.RT, c.This)
		if i == nil {
			return nil
		}
		if i.d == d {
			return i.x
		}
		return i.as(d)
	}
	switch {
	case m.static != nil:
		return func(c *object.Call) (heap.Value, error) { return rt.callGo(c, m.static) }, m.length
	case m.fn.IsValid():
		method := rt.bridge().Method(m.fn)
		return func(c *object.Call) (heap.Value, error) {
			x := receiver(c)
			if x == nil {
				return heap.Undefined, c.Incompatible(what)
			}
			return method.Call(c, x)
		}, method.Length()
	}
	return func(c *object.Call) (heap.Value, error) {
		x := receiver(c)
		if x == nil {
			return heap.Undefined, c.Incompatible(what)
		}
		return rt.callGo(c, func(call Call) (Value, error) { return m.f(x, call) })
	}, m.length
}

// construct is the constructor of a class: it makes the object, then its Go value.
func (rt *Runtime) construct(c *object.Call, d *classDeclaration, maker *host.Method, fallback *heap.Object) (heap.Value, error) {
	switch {
	case c.NewTarget.IsUndefined():
		return heap.Undefined, c.NeedsNew()
	case d.create == nil && maker == nil:
		return heap.Undefined, c.RT.TypeError("Illegal constructor: scripts cannot make a %s", d.name)
	}
	proto, err := c.RT.Get(c.NewTarget.Object(), c.RT.Heap.Names.Prototype)
	if err != nil {
		return heap.Undefined, err
	}
	if !proto.IsObject() {
		proto = fallback.Value()
	}
	o := c.RT.NewHostObjectOf(proto, d.slots())
	i := rt.setInstance(o, d, nil)
	c.This = o.Value()
	var x any
	if maker != nil {
		x, err = maker.Make(c)
	} else {
		_, err = rt.callGo(c, func(call Call) (v Value, err error) {
			x, err = d.create(call)
			return v, err
		})
	}
	switch {
	case err != nil:
		return heap.Undefined, err
	case x == nil || reflect.ValueOf(x).IsNil():
		return heap.Undefined, rt.thrown(fmt.Errorf("kiln: the constructor of %s gave no Go value and no error", d.name))
	}
	i.x = x
	return o.Value(), nil
}
