package object

import (
	"math"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// A ShadowRealm is a realm of the runtime whose objects no other realm sees, and the reverse
// (https://tc39.es/proposal-shadowrealm/). What crosses its boundary is a primitive, or a wrapped
// function: a host function of the realm that gets it, whose datum is the function behind. Nothing
// that is told of the stack crosses either: see sameIsland.
//
// Realms are not given back: their numbers are in lazy markers and reactions. What a ShadowRealm
// takes of Go's memory is in an account of its own, so that a script that makes many meets its limit.

// shadowRealmSlot is the internal slot of a ShadowRealm object: the number of its realm, Undefined
// until it has one.
const shadowRealmSlot = 0

// realmBytes is about what a realm takes before anything in it is touched.
const realmBytes = 32 << 10

// realmSteps is what the making of a realm counts as.
const realmSteps = 256

// IsShadow reports whether the realm is that of a ShadowRealm.
func (r *Realm) IsShadow() bool { return r.shadow != nil }

// sameIsland reports whether objects of both realms may meet: they are the same one, or neither
// is of a ShadowRealm.
func (r *Realm) sameIsland(other *Realm) bool {
	return r == other || r.shadow == nil && other.shadow == nil
}

// Island is a number that realms have in common whose objects may meet.
func (r *Realm) Island() uint16 {
	if r.shadow != nil {
		return r.ID
	}
	return 0 // the first realm of a runtime is that of no ShadowRealm
}

// charge accounts what the realm of a ShadowRealm takes of Go's memory beside its code records.
func (r *Realm) charge() {
	if r.shadow == nil {
		return
	}
	const record, group, lazy = 1 << 10, 16, 16 // bytes, about
	r.memory.Set(int64(record + 8*cap(r.intrinsics) + group*cap(r.groups) + lazy*cap(r.lazy)))
}

// InitializeShadowRealm makes the realm of the ShadowRealm object o, which the constructor has
// made (sec-shadowrealm). It has the globals of the libraries that say so.
func (rt *Runtime) InitializeShadowRealm(o *heap.Object) error {
	if err := rt.Steps(realmSteps); err != nil {
		return err
	}
	if len(rt.Realms) >= MaxRealms {
		return rt.RangeError("Too many realms: a program can make %d", MaxRealms)
	}
	if err := rt.CheckAlloc(realmBytes); err != nil {
		return err
	}
	prog, err := syntax.Parse(syntax.NewSource(rt.activeName(), ""), syntax.Options{})
	if err != nil {
		return rt.throwSyntax(err)
	}
	r := rt.NewRealmWith(func(l *Library) bool { return l.ShadowRealms })
	r.shadow, r.memory = rt.NewInstance(prog, r), rt.Heap.Account()
	r.charge()
	rt.Heap.SetInternal(o, shadowRealmSlot, heap.Int(int32(r.ID)))
	if rt.Hooks.InitializeShadowRealm == nil {
		return nil
	}
	return rt.Hooks.InitializeShadowRealm(rt, r)
}

// activeName is the name of the running script or module; "" when Go code alone runs.
func (rt *Runtime) activeName() string {
	in := outermost(rt.ActiveInstance())
	switch {
	case in == nil:
		return ""
	case in.Module != nil:
		return in.Module.Name
	}
	return in.Prog.Source.Name
}

// ShadowRealmOf returns [[ShadowRealm]] of an object, nil if it has none
// (sec-validateshadowrealmobject).
func (rt *Runtime) ShadowRealmOf(v heap.Value) *Realm {
	if !v.IsObject() || v.Object().Class() != heap.ClassShadowRealm {
		return nil
	}
	id := v.Object().Internal(shadowRealmSlot)
	if !id.IsInt() {
		return nil
	}
	return rt.Realms[id.AsInt()]
}

// maxCopied is how much of what was thrown a copy tells, in bytes: an error that crosses many
// boundaries gets a longer text at each.
const maxCopied = 1 << 10

// createTypeErrorCopy is CreateTypeErrorCopy for the running realm (sec-create-type-error-copy).
// Only a throw is copied: a limit that ends the script ends it across realms.
func (rt *Runtime) createTypeErrorCopy(err error, what string) error {
	t, ok := err.(*Throw)
	if !ok {
		return err
	}
	rt.Heap.Keep(t.Value)
	text := rt.DescribeThrown(t.Value)
	if len(text) > maxCopied {
		text = strings.ToValidUTF8(text[:maxCopied], "") + "…"
	}
	return rt.TypeError("%s: %s", what, text)
}

// GetWrappedValue is the operation of that name (sec-getwrappedvalue).
func (rt *Runtime) GetWrappedValue(callerRealm *Realm, v heap.Value) (heap.Value, error) {
	if !v.IsObject() {
		return v, nil
	}
	if !rt.IsCallable(v) {
		return heap.Undefined, rt.TypeError("An object that is no function cannot cross the boundary of a ShadowRealm")
	}
	return rt.wrappedFunctionCreate(callerRealm, v.Object())
}

// wrappedRow is [[Call]] of wrapped functions; data 0 is [[WrappedTargetFunction]].
var wrappedRow = &Row{}

func init() { wrappedRow.Fn = ordinaryWrappedFunctionCall }

// wrappedFunctionCreate is WrappedFunctionCreate (sec-wrappedfunctioncreate).
func (rt *Runtime) wrappedFunctionCreate(callerRealm *Realm, target *heap.Object) (heap.Value, error) {
	wrapped := rt.NewHostFunction(callerRealm.HostCode(wrappedRow), target.Value())
	wrapped.ClearFlags(heap.FlagLazyFunction) // its name and length are those of the target
	if err := rt.CopyNameAndLength(wrapped, target, "", 0); err != nil {
		return heap.Undefined, rt.createTypeErrorCopy(err, "A function cannot cross the boundary of a ShadowRealm")
	}
	return wrapped.Value(), nil
}

// CopyNameAndLength is the operation of that name (sec-copynameandlength), for a function that has
// neither property; without prefix it is "".
func (rt *Runtime) CopyNameAndLength(f, target *heap.Object, prefix string, argCount int) error {
	h := rt.Heap
	length, name, known := rt.startingNameAndLength(target, argCount)
	if !known {
		var err error
		if length, err = rt.lengthOf(target, argCount); err != nil {
			return err
		}
		if name, err = rt.Get(target, h.Names.Name); err != nil {
			return err
		}
	}
	h.AddProperty(f, h.Names.Length, heap.Number(length), heap.Configurable)
	if !name.IsString() {
		name = h.Names.Empty
	}
	if prefix != "" {
		var err error
		if name, err = rt.ConcatStrings(h.InternGo(prefix+" ").Str(), name.Str()); err != nil {
			return err
		}
	}
	h.AddProperty(f, h.Names.Name, name, heap.Configurable)
	return nil
}

// startingNameAndLength is what a function has as name and length, less n, while its first
// properties are not made: they are own data properties then.
func (rt *Runtime) startingNameAndLength(f *heap.Object, n int) (length float64, name heap.Value, known bool) {
	if f.Class() != heap.ClassFunction || !f.Has(heap.FlagLazyFunction) {
		return 0, heap.Undefined, false
	}
	code := rt.CodeOf(f)
	return float64(max(code.Length-n, 0)), code.Name, code.Name.IsString()
}

// lengthOf is the length of a function whose first n arguments are given.
func (rt *Runtime) lengthOf(target *heap.Object, n int) (float64, error) {
	has, err := rt.HasOwnProperty(target, rt.Heap.Names.Length)
	if err != nil || !has {
		return 0, err
	}
	v, err := rt.Get(target, rt.Heap.Names.Length)
	if err != nil || !v.IsNumber() {
		return 0, err
	}
	length, err := rt.ToIntegerOrInfinity(v)
	return math.Max(length-float64(n), 0), err
}

// ordinaryWrappedFunctionCall is OrdinaryWrappedFunctionCall (sec-ordinary-wrapped-function-call).
// The running realm is that of the wrapped function.
func ordinaryWrappedFunctionCall(c *Call) (heap.Value, error) {
	rt, target := c.RT, c.Data(0)
	targetRealm, err := rt.GetFunctionRealm(target.Object())
	if err != nil {
		return heap.Undefined, err
	}
	args := make([]heap.Value, len(c.Args))
	for i, v := range c.Args {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		if args[i], err = rt.GetWrappedValue(targetRealm, v); err != nil {
			return heap.Undefined, err
		}
	}
	this, err := rt.GetWrappedValue(targetRealm, c.This)
	if err != nil {
		return heap.Undefined, err
	}
	v, err := rt.Call(target, this, args...)
	if err != nil {
		return heap.Undefined, rt.createTypeErrorCopy(err, "A function of another realm threw")
	}
	return rt.GetWrappedValue(c.Realm, rt.Heap.Keep(v))
}

// PerformShadowRealmEval is the operation of that name (sec-performshadowrealmeval); the running
// realm is the caller's.
func (rt *Runtime) PerformShadowRealmEval(source heap.Value, evalRealm *Realm) (heap.Value, error) {
	text, err := rt.parseGlobalEval(evalRealm, source.Str())
	if err != nil {
		return heap.Undefined, err
	}
	callerRealm := rt.Cur
	rt.Cur = evalRealm
	v, err := rt.runGlobalEval(evalRealm, text, evalRealm.shadow)
	rt.Cur = callerRealm
	if err != nil {
		return heap.Undefined, rt.createTypeErrorCopy(err, "The code of a ShadowRealm threw")
	}
	return rt.GetWrappedValue(callerRealm, rt.Heap.Keep(v))
}

// State of an importValue in progress, an Env cell.
const (
	importValuePromise = iota // what importValue has returned
	importValueName           // [[ExportNameString]]
	importValueSlots
)

var importValueDone ReactionID

func init() { importValueDone = RegisterReaction(onImportValue) }

// ShadowRealmImportValue is the operation of that name (sec-shadowrealmimportvalue). A relative
// specifier means what it does in the script or module that made the ShadowRealm.
func (rt *Runtime) ShadowRealmImportValue(specifier, exportName heap.Value, evalRealm *Realm) (heap.Value, error) {
	h := rt.Heap
	callerRealm := rt.Cur
	rt.Cur = evalRealm
	inner, err := rt.importFrom(evalRealm.shadow, specifier, heap.Undefined, syntax.PhaseEvaluation)
	rt.Cur = callerRealm
	if err != nil {
		return heap.Undefined, err
	}
	p := rt.NewPromise()
	st := h.NewEnv(heap.Undefined, 0, importValueSlots, heap.Undefined)
	h.SetEnvSlot(st, importValuePromise, p.Value())
	h.SetEnvSlot(st, importValueName, exportName)
	rt.ThenNative(inner.Object(), importValueDone, st.Value())
	return p.Value(), nil
}

// onImportValue is what ExportGetter and ImportValueError functions do
// (sec-export-getter-functions, sec-import-value-error-functions), in the realm of the caller.
func onImportValue(rt *Runtime, data, value heap.Value, failed bool) error {
	p := data.Env().Slot(importValuePromise).Object()
	if failed {
		return rt.RejectWith(p, rt.createTypeErrorCopy(rt.Throw(value), "A module of a ShadowRealm cannot be imported"))
	}
	v, err := rt.exportOf(value.Object(), data.Env().Slot(importValueName))
	if err != nil {
		return rt.RejectWith(p, err)
	}
	return rt.ResolvePromise(p, v)
}

// exportOf is what an export of a namespace is for the running realm.
func (rt *Runtime) exportOf(exports *heap.Object, name heap.Value) (heap.Value, error) {
	key, err := rt.ToPropertyKey(name)
	if err != nil {
		return heap.Undefined, err
	}
	has, err := rt.HasOwnProperty(exports, key)
	if err != nil {
		return heap.Undefined, err
	}
	if !has {
		return heap.Undefined, rt.TypeError("The module has no export named %s", rt.Describe(name))
	}
	v, err := rt.Get(exports, key)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.GetWrappedValue(rt.Cur, rt.Heap.Keep(v))
}
