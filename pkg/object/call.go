package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Internal slots of a function object (ClassFunction).
const (
	funcCode  = iota // handle of the Code
	funcEnv          // closure environment, or data 0 of a host function
	funcHome         // home object, or data 1
	funcClass        // class data (class.go), or data 2
)

// OffsetHome is where a function object has its home object, in bytes from the
// start of its cell.
const OffsetHome = heap.OffsetInternals + 8*funcHome

// OffsetClass is where a class constructor has its class data (see class.go),
// in bytes from the start of the cell.
const OffsetClass = heap.OffsetInternals + 8*funcClass

// Call calls f with the given this value and arguments (sec-call).
func (rt *Runtime) Call(f, this heap.Value, args ...heap.Value) (heap.Value, error) {
	fp, err := rt.pushFrame(f, this, heap.Undefined, args)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.CallFrame(fp)
}

// Construct is Construct (sec-construct): f is a constructor, newTarget too.
func (rt *Runtime) Construct(f, newTarget heap.Value, args ...heap.Value) (heap.Value, error) {
	fp, err := rt.pushFrame(f, heap.Undefined, newTarget, args)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.ConstructFrame(fp)
}

// pushFrame builds a frame above the current one. It stays there until the next
// frame is pushed: Top does not move.
func (rt *Runtime) pushFrame(f, this, newTarget heap.Value, args []heap.Value) (int, error) {
	s := rt.Stack
	fp := s.Top
	if s.Reserve(fp+stack.Header+len(args)) != nil {
		return 0, rt.StackOverflow()
	}
	vals := s.Vals[fp : fp+stack.Header+len(args)]
	head := (*[stack.Header]heap.Value)(vals)
	head[stack.Callee] = f
	head[stack.This] = this
	head[stack.NewTarget] = newTarget
	head[stack.Argc] = heap.Int(int32(len(args)))
	head[stack.Env] = heap.Undefined
	head[stack.Link] = heap.Undefined
	head[stack.Pos] = heap.Int(0)
	for i, v := range args {
		vals[stack.Header+i] = v
	}
	return fp, nil
}

// SpreadArgs puts the elements of the list that is the last of argc arguments of the frame at fp in its
// place, and returns how many arguments there are then.
func (rt *Runtime) SpreadArgs(fp int, argc int32) (int32, error) {
	first := fp + stack.Header + int(argc) - 1
	list := rt.Stack.Vals[first].Object().Dense()
	if rt.Stack.Reserve(first+len(list)) != nil {
		return 0, rt.StackOverflow()
	}
	return argc - 1 + int32(copy(rt.Stack.Vals[first:], list)), nil
}

// CallFrame performs [[Call]] of the callee in the frame that stands at fp:
// header words Callee, This and Argc and the arguments are filled in, the other
// header words may hold anything. The frame is the caller's to reuse afterwards;
// Stack.FP, Stack.Top and the realm are as before.
func (rt *Runtime) CallFrame(fp int) (heap.Value, error) {
	callee := rt.Stack.Vals[fp+stack.Callee]
	if !callee.IsObject() {
		return heap.Undefined, rt.NotCallable(rt.Describe(callee))
	}
	o := callee.Object()
	switch o.Class() {
	case heap.ClassFunction:
		code := rt.CodeOf(o)
		if code.Kind == KindBase || code.Kind == KindDerived {
			return heap.Undefined, rt.classCallError(code)
		}
		rt.Stack.Vals[fp+stack.NewTarget] = heap.Undefined
		if code.Tier == TierHost {
			return rt.CallHostFrame(code, fp)
		}
		return rt.enter(code, fp)
	case heap.ClassBoundFunction:
		return rt.callBound(fp)
	case heap.ClassProxy:
		if o.IsCallable() {
			return rt.callProxy(o, fp)
		}
	}
	return heap.Undefined, rt.NotCallable(rt.Describe(callee))
}

// CallHostFrame is CallFrame of a host function, whose header word NewTarget is Undefined.
func (rt *Runtime) CallHostFrame(code *Code, fp int) (heap.Value, error) {
	mark := rt.Heap.OpenScope()
	v, err := rt.CallHost(code, fp)
	rt.Heap.CloseScope(mark)
	if err != nil {
		rt.keepThrown(err)
	}
	return rt.Heap.Keep(v), err
}

// ConstructHostFrame is ConstructFrame of a host constructor.
func (rt *Runtime) ConstructHostFrame(code *Code, fp int) (heap.Value, error) {
	mark := rt.Heap.OpenScope()
	v, err := rt.ConstructHost(code, fp)
	rt.Heap.CloseScope(mark)
	if err != nil {
		rt.keepThrown(err)
	}
	return rt.Heap.Keep(v), err
}

// enter runs code on the frame at fp, inside its realm and a rooting scope, and
// keeps the result in the caller's.
func (rt *Runtime) enter(code *Code, fp int) (heap.Value, error) {
	v, err := rt.enterUnkept(code, fp)
	return rt.Heap.Keep(v), err
}

// enterUnkept is enter whose result nobody roots: the caller stores it, or gives
// it back, before the next safepoint.
func (rt *Runtime) enterUnkept(code *Code, fp int) (heap.Value, error) {
	run := code.Entry
	if rt.FramesWatched {
		run = EnterWatched
	}
	return rt.enterBy(code, fp, run)
}

// enterBy is enterUnkept with the entry.
func (rt *Runtime) enterBy(code *Code, fp int, run EntryFunc) (heap.Value, error) {
	s := rt.Stack
	savedFP, savedTop, savedRealm := s.FP, s.Top, rt.Cur
	s.Vals[fp+stack.Link] = stack.MakeLink(savedFP, stack.LinkBits(code.Tier)|stack.LinkEntry)
	if s.GoDepth >= s.MaxGoDepth {
		return heap.Undefined, rt.StackOverflow()
	}
	s.GoDepth++
	// Storing what is there already would cost Go's write barrier.
	if savedRealm != code.Realm {
		rt.Cur = code.Realm
	}
	mark := rt.Heap.OpenScope()
	v, err := run(rt, code, fp)
	rt.Heap.CloseScope(mark)
	if rt.Cur != savedRealm {
		rt.Cur = savedRealm
	}
	s.GoDepth--
	s.FP, s.Top = savedFP, savedTop
	if err != nil {
		rt.keepThrown(err)
		return heap.Undefined, err
	}
	return v, nil
}

// CallBody is CallFrame of a built-in function whose Body a tier runs, with its entry. The header
// word NewTarget is Undefined.
func (rt *Runtime) CallBody(code *Code, fp int, entry EntryFunc) (heap.Value, error) {
	v, err := rt.enterBy(code, fp, entry)
	return rt.Heap.Keep(v), err
}

// keepThrown roots the value that err throws in the current scope.
func (rt *Runtime) keepThrown(err error) {
	if t, ok := err.(*Throw); ok {
		rt.Heap.Keep(t.Value)
	}
}

// ConstructFrame performs [[Construct]] of the callee in the frame at fp with
// the frame's NewTarget, which must be a constructor. Otherwise it is like
// CallFrame.
func (rt *Runtime) ConstructFrame(fp int) (heap.Value, error) {
	vals := rt.Stack.Vals
	callee := vals[fp+stack.Callee]
	if !rt.IsConstructor(callee) {
		return heap.Undefined, rt.NotConstructor(rt.Describe(callee))
	}
	o := callee.Object()
	switch o.Class() {
	case heap.ClassBoundFunction:
		return rt.constructBound(o, fp)
	case heap.ClassProxy:
		return rt.constructProxy(o, fp)
	}
	code := rt.CodeOf(o)
	switch code.Kind {
	case KindDerived:
		vals[fp+stack.This] = heap.TDZ
		own := vals[fp+stack.NewTarget] == callee
		v, err := rt.enter(code, fp)
		if err == nil && own {
			code.learn(v.Object())
		}
		return v, err
	case KindHostCtor:
		vals[fp+stack.This] = heap.Undefined
		return rt.enter(code, fp)
	}
	return rt.constructBase(o, code, fp)
}

// constructBase is [[Construct]] of a function that makes its own `this`
// (sec-ecmascript-function-objects-construct-argumentslist-newtarget).
func (rt *Runtime) constructBase(f *heap.Object, code *Code, fp int) (heap.Value, error) {
	s := rt.Stack
	top := s.Top
	s.Top = max(top, fp+stack.Header+int(s.Vals[fp+stack.Argc].AsInt()))
	this, err := rt.NewThis(f, code, s.Vals[fp+stack.NewTarget])
	if err == nil && !f.Internal(funcClass).IsUndefined() {
		s.Vals[fp+stack.This] = this.Value()
		err = rt.initializeInFrame(this, f, code, fp)
	}
	s.Top = top
	if err != nil {
		return heap.Undefined, err
	}
	if code.Func.DefaultCtor {
		if s.Vals[fp+stack.NewTarget] == f.Value() {
			code.learn(this)
		}
		return this.Value(), nil
	}
	own := s.Vals[fp+stack.NewTarget] == f.Value()
	s.Vals[fp+stack.This] = this.Value()
	v, err := rt.enter(code, fp)
	if err != nil {
		return v, err
	}
	if own {
		code.learn(this)
	}
	if v.IsObject() {
		return v, nil
	}
	return rt.Heap.Keep(s.Vals[fp+stack.This]), nil
}

// initializeInFrame is InitializeInstanceElements of the constructor f, whose frame
// is at fp: the fields are initialised inside it, before it begins.
func (rt *Runtime) initializeInFrame(this, f *heap.Object, code *Code, fp int) error {
	s := rt.Stack
	caller := s.FP
	s.Vals[fp+stack.Link] = stack.MakeLink(caller, stack.TierInterp|stack.LinkEntry|stack.LinkConstruct)
	s.Vals[fp+stack.Env] = heap.Undefined
	s.Vals[fp+stack.Pos] = heap.Int(int32(code.Func.From))
	s.FP = fp
	err := rt.InitializeInstanceElements(this, f)
	s.FP = caller
	return err
}

// NewThis makes the object that a base constructor f works on: an ordinary
// object whose prototype is newTarget.prototype (sec-ordinarycreatefromconstructor).
// Its shape is cached in the code record of newTarget while newTarget.prototype
// stays the same.
func (rt *Runtime) NewThis(f *heap.Object, code *Code, newTarget heap.Value) (*heap.Object, error) {
	if newTarget != f.Value() && newTarget.IsObject() && newTarget.Object().Class() == heap.ClassFunction {
		f = newTarget.Object()
		code = rt.CodeOf(f)
	}
	if newTarget == f.Value() {
		if s := code.InstanceShape(f); s != nil {
			if heap.Checked {
				rt.verified("new", rt.Heap.Names.Prototype, rt.VerifyRead(f.Value(), rt.Heap.Names.Prototype, s.Proto(), false))
			}
			return rt.Heap.NewObject(s), nil
		}
		if proto, ok := rt.ownData(f, rt.Heap.Names.Prototype); ok && proto.IsObject() {
			if proto != code.newProto || code.newShape == nil {
				code.newProto = proto
				code.newShape = rt.Heap.RootShape(proto, heap.ClassObject, code.instanceCap())
				code.Touch()
			}
			if p, ok := rt.Heap.Lookup(f, rt.Heap.Names.Prototype); ok && !f.Shape(rt.Heap).IsDictionary() {
				code.newFunc, code.newAt = f.ShapeID(), p.Offset
			}
			return rt.Heap.NewObject(code.newShape), nil
		}
	}
	proto, err := rt.GetPrototypeFromConstructor(newTarget, ObjectPrototype)
	if err != nil {
		return nil, err
	}
	return rt.Heap.NewObject(rt.Heap.RootShape(proto.Value(), heap.ClassObject, code.instanceCap())), nil
}

// InstanceShape returns the shape that NewThis gives the objects of the function f
// of code as new.target, nil when NewThis has to look. As long as f keeps its shape
// the property prototype that this depends on is data and stays where it is.
func (code *Code) InstanceShape(f *heap.Object) *heap.Shape {
	if f.ShapeID() != code.newFunc || f.SlotAt(code.newAt) != code.newProto {
		return nil
	}
	return code.newShape
}

// Instances is what InstanceShape looks at: functions of shape function whose word at offset at is proto make
// objects that begin with shape. The shape is nil while that is not known.
func (code *Code) Instances() (shape *heap.Shape, function uint32, at int32, proto heap.Value) {
	if code.newFunc == 0 || !code.InstancesKnown() {
		return nil, 0, 0, 0
	}
	return code.newShape, code.newFunc, code.newAt, code.newProto
}

// NoteFields notes the code that initialises the fields of what the constructor makes, a guess for other tiers.
func (code *Code) NoteFields(fields *Code) { code.fields = fields.ID + 1 }

// Fields is the id of that code, plus one; 0 while no instance with fields was made.
func (code *Code) Fields() uint32 { return code.fields }

const (
	defaultInstanceCap = 4
	maxInstanceCap     = 24
	instancesToLearn   = 16
)

func (code *Code) instanceCap() int {
	if code.newCap == 0 {
		return defaultInstanceCap
	}
	return int(code.newCap)
}

// InstancesKnown reports whether enough instances of the constructor have been
// made to know how many properties they hold: until then [[Construct]] goes
// through ConstructFrame, which learns from each.
func (code *Code) InstancesKnown() bool { return code.newSeen >= instancesToLearn }

// learn lets the first instances of a constructor decide how many properties
// later ones hold inline.
func (code *Code) learn(o *heap.Object) {
	if code.newSeen >= instancesToLearn {
		return
	}
	code.newSeen++
	if o.Class() != heap.ClassObject {
		return
	}
	n := min(o.Shape(code.Realm.rt.Heap).Count(), maxInstanceCap)
	if n > code.instanceCap() || code.newSeen == instancesToLearn && code.newCap == 0 {
		code.newCap = uint8(max(n, 1))
		code.newShape = nil
	}
}

// GetPrototypeFromConstructor is the operation of that name
// (sec-getprototypefromconstructor).
func (rt *Runtime) GetPrototypeFromConstructor(ctor heap.Value, fallback IntrinsicID) (*heap.Object, error) {
	if !ctor.IsObject() {
		return rt.Cur.Intrinsic(fallback), nil
	}
	proto, err := rt.Get(ctor.Object(), rt.Heap.Names.Prototype)
	if err != nil {
		return nil, err
	}
	if proto.IsObject() {
		return proto.Object(), nil
	}
	realm, err := rt.GetFunctionRealm(ctor.Object())
	if err != nil {
		return nil, err
	}
	return realm.Intrinsic(fallback), nil
}

// OrdinaryCreateFromConstructor makes an object of class whose prototype comes
// from ctor (sec-ordinarycreatefromconstructor). Internal slots are Undefined.
func (rt *Runtime) OrdinaryCreateFromConstructor(ctor heap.Value, fallback IntrinsicID, class heap.Class) (*heap.Object, error) {
	proto, err := rt.GetPrototypeFromConstructor(ctor, fallback)
	if err != nil {
		return nil, err
	}
	return rt.NewObjectOf(class, proto.Value()), nil
}

// SloppyThis is the this value that a sloppy function of code sees when it is
// called with this (sec-ordinarycallbindthis).
func (rt *Runtime) SloppyThis(code *Code, this heap.Value) heap.Value {
	switch {
	case this.IsObject():
		return this
	case this.IsNullish():
		return code.Realm.Global.Value()
	}
	saved := rt.Cur
	rt.Cur = code.Realm
	o, _ := rt.ToObject(this)
	rt.Cur = saved
	return o.Value()
}

// Invoke calls the method key of v (sec-invoke).
func (rt *Runtime) Invoke(v, key heap.Value, args ...heap.Value) (heap.Value, error) {
	f, err := rt.GetV(v, key)
	if err != nil {
		return heap.Undefined, err
	}
	if !rt.IsCallable(f) {
		return heap.Undefined, rt.NotCallable(rt.DescribeMember(v, key))
	}
	return rt.Call(f, v, args...)
}
