package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// envAt is the environment hops above env.
func envAt(env heap.Value, hops uint16) *heap.Env {
	e := env.Env()
	for ; hops > 0; hops-- {
		e = e.Parent().Env()
	}
	return e
}

// ResolveDynamic finds the object that holds a dynamic name, as seen from the
// current environment of the frame at fp: a `with` object or the variables of a
// sloppy eval. Undefined means that the static binding holds it; for one that is
// global and bound nowhere the answer is Empty.
func (rt *Runtime) ResolveDynamic(code *Code, fp int, d *syntax.DynamicRef, name string) (heap.Value, error) {
	holder, err := rt.dynamicHolder(fp, d, rt.nameKey(name))
	if err != nil || !holder.IsUndefined() || d.Static.Kind != syntax.RefGlobal {
		return holder, err
	}
	bound, err := rt.ResolveGlobal(code, rt.nameKey(name))
	if err != nil || bound == heap.True {
		return heap.Undefined, err
	}
	return heap.Empty, nil
}

// dynamicHolder looks at the barriers of a dynamic use.
func (rt *Runtime) dynamicHolder(fp int, d *syntax.DynamicRef, key heap.Value) (holder heap.Value, err error) {
	holder = heap.Undefined
	env := rt.frameEnv(fp)
	d.Barriers(func(b syntax.Barrier) bool {
		v := envAt(env, b.Hops).Slot(int(b.Slot))
		if !v.IsObject() {
			return true
		}
		o := v.Object()
		var has bool
		if !b.With {
			_, has = rt.Heap.Lookup(o, key)
		} else if has, err = rt.withHas(o, key); err != nil {
			return false
		}
		if has {
			holder = v
			return false
		}
		return true
	})
	return holder, err
}

// withHas is HasBinding of an object environment record of a with statement
// (sec-object-environment-records-hasbinding-n).
func (rt *Runtime) withHas(o *heap.Object, key heap.Value) (bool, error) {
	has, err := rt.HasProperty(o, key)
	if !has || err != nil {
		return false, err
	}
	u, err := rt.Get(o, rt.Heap.Symbols.Unscopables)
	if err != nil || !u.IsObject() {
		return err == nil, err
	}
	v, err := rt.Get(u.Object(), key)
	return err == nil && !ToBoolean(v), err
}

// isEvalVars reports whether a holder of ResolveDynamic is the object of a
// sloppy eval's variables and not a with object: it is the one without prototype
// that no script can reach, marked by its internal slot.
func isEvalVars(holder heap.Value) bool {
	o := holder.Object()
	return o.Class() == heap.ClassHost && o.Internal(0) == heap.Empty
}

// GetDynamic reads a dynamic name.
func (rt *Runtime) GetDynamic(code *Code, fp int, d *syntax.DynamicRef, name string) (heap.Value, error) {
	holder, err := rt.dynamicHolder(fp, d, rt.nameKey(name))
	if err != nil {
		return heap.Undefined, err
	}
	return rt.GetResolved(code, fp, holder, d, name, d.Static.Has(syntax.RefStrict))
}

// GetResolved reads a name that ResolveDynamic found in holder
// (sec-object-environment-records-getbindingvalue-n-s).
func (rt *Runtime) GetResolved(code *Code, fp int, holder heap.Value, d *syntax.DynamicRef, name string, strict bool) (heap.Value, error) {
	if !holder.IsObject() {
		return rt.readStatic(code, fp, &d.Static, name)
	}
	o, key := holder.Object(), rt.nameKey(name)
	if !isEvalVars(holder) {
		has, err := rt.HasProperty(o, key)
		if err != nil {
			return heap.Undefined, err
		}
		if !has {
			if strict {
				return heap.Undefined, rt.NotDefined(name)
			}
			return heap.Undefined, nil
		}
	}
	return rt.Get(o, key)
}

// SetDynamic assigns a dynamic name.
func (rt *Runtime) SetDynamic(code *Code, fp int, d *syntax.DynamicRef, name string, v heap.Value, strict bool) error {
	holder, err := rt.dynamicHolder(fp, d, rt.nameKey(name))
	if err != nil {
		return err
	}
	return rt.SetResolved(code, fp, holder, d, name, v, strict)
}

// SetResolved assigns a name that ResolveDynamic found in holder
// (sec-object-environment-records-setmutablebinding-n-v-s).
func (rt *Runtime) SetResolved(code *Code, fp int, holder heap.Value, d *syntax.DynamicRef, name string, v heap.Value, strict bool) error {
	key := rt.nameKey(name)
	if !holder.IsObject() {
		if holder == heap.Empty && strict {
			return rt.NotDefined(name)
		}
		return rt.writeStatic(code, fp, &d.Static, name, v, strict)
	}
	o := holder.Object()
	if isEvalVars(holder) {
		if _, ok := rt.Heap.Lookup(o, key); !ok && strict {
			return rt.NotDefined(name)
		}
	} else {
		exists, err := rt.HasProperty(o, key)
		if err != nil {
			return err
		}
		if !exists && strict {
			return rt.NotDefined(name)
		}
	}
	return rt.Set(o, key, v, strict)
}

// TypeofDynamic is `typeof name` for a dynamic name.
func (rt *Runtime) TypeofDynamic(code *Code, fp int, d *syntax.DynamicRef, name string) (heap.Value, error) {
	holder, err := rt.dynamicHolder(fp, d, rt.nameKey(name))
	if err != nil {
		return heap.Undefined, err
	}
	if !holder.IsObject() && d.Static.Kind == syntax.RefGlobal {
		return rt.TypeofGlobal(code, rt.nameKey(name))
	}
	v, err := rt.GetResolved(code, fp, holder, d, name, false)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.Typeof(v), nil
}

// DeleteDynamic is `delete name` for a dynamic name.
func (rt *Runtime) DeleteDynamic(code *Code, fp int, d *syntax.DynamicRef, name string) (bool, error) {
	key := rt.nameKey(name)
	holder, err := rt.dynamicHolder(fp, d, key)
	if err != nil {
		return false, err
	}
	if holder.IsObject() {
		return rt.Delete(holder.Object(), key)
	}
	if d.Static.Kind == syntax.RefGlobal {
		return rt.DeleteGlobal(code, key)
	}
	return false, nil
}

// CallDynamic reads a dynamic name for a call: the value and the this value of
// the call, which is the object of a with statement or undefined.
func (rt *Runtime) CallDynamic(code *Code, fp int, d *syntax.DynamicRef, name string) (f, this heap.Value, err error) {
	holder, err := rt.dynamicHolder(fp, d, rt.nameKey(name))
	if err != nil {
		return heap.Undefined, heap.Undefined, err
	}
	f, err = rt.GetResolved(code, fp, holder, d, name, d.Static.Has(syntax.RefStrict))
	this = heap.Undefined
	if holder.IsObject() && !isEvalVars(holder) {
		this = holder
	}
	return f, this, err
}

// readStatic reads the static binding of a dynamic use.
func (rt *Runtime) readStatic(code *Code, fp int, ref *syntax.Ref, name string) (heap.Value, error) {
	var v heap.Value
	switch ref.Kind {
	case syntax.RefReg:
		v = rt.Stack.Vals[fp+stack.Header+int(ref.Index)]
	case syntax.RefEnv:
		v = envAt(rt.frameEnv(fp), ref.Hops).Slot(int(ref.Index))
	case syntax.RefImport:
		return rt.GetImport(envAt(rt.frameEnv(fp), ref.Hops), int(ref.Index), name)
	case syntax.RefFrame:
		v = rt.frameWord(fp, ref.Index)
	case syntax.RefUndefined:
		return heap.Undefined, nil
	case syntax.RefGlobalThis:
		return code.Realm.GlobalThis, nil
	default:
		return rt.GetGlobal(code, rt.nameKey(name), nil)
	}
	if v == heap.TDZ {
		return heap.Undefined, rt.Uninitialized(name)
	}
	return rt.Heap.Keep(v), nil
}

// frameWord is the part of the frame that a Ref of kind RefFrame names.
func (rt *Runtime) frameWord(fp int, index uint32) heap.Value {
	switch index {
	case syntax.FrameThis:
		return rt.Stack.Vals[fp+stack.This]
	case syntax.FrameCallee:
		return rt.Stack.Vals[fp+stack.Callee]
	}
	return rt.Stack.Vals[fp+stack.NewTarget]
}

// writeStatic assigns the static binding of a dynamic use.
func (rt *Runtime) writeStatic(code *Code, fp int, ref *syntax.Ref, name string, v heap.Value, strict bool) error {
	var old heap.Value
	var env *heap.Env
	switch ref.Kind {
	case syntax.RefReg:
		old = rt.Stack.Vals[fp+stack.Header+int(ref.Index)]
	case syntax.RefEnv, syntax.RefImport:
		env = envAt(rt.frameEnv(fp), ref.Hops)
		old = env.Slot(int(ref.Index))
	default:
		return rt.SetGlobal(code, rt.nameKey(name), v, strict, nil)
	}
	if !ref.Has(syntax.RefInit) {
		if old == heap.TDZ {
			return rt.Uninitialized(name)
		}
		if ref.Has(syntax.RefImmutable) || ref.Kind == syntax.RefImport || ref.Binding != nil && ref.Binding.Constant() {
			if ref.Has(syntax.RefSilent) && !strict {
				return nil
			}
			return rt.AssignConst()
		}
	}
	if env != nil {
		rt.Heap.SetEnvSlot(env, int(ref.Index), v)
	} else {
		rt.Stack.Vals[fp+stack.Header+int(ref.Index)] = v
	}
	return nil
}

// GetImport reads the import binding in slot of the module environment env. The
// slot holds an Env cell that leads to the binding of the exporting module: its
// parent is that module's environment and its slot 0 the number of the slot
// there; or the value itself (a namespace object).
func (rt *Runtime) GetImport(env *heap.Env, slot int, name string) (heap.Value, error) {
	v := env.Slot(slot)
	for v.IsCell() {
		link := v.Env()
		v = link.Parent().Env().Slot(int(link.Slot(0).AsInt()))
	}
	if v == heap.TDZ || v == heap.Empty {
		return heap.Undefined, rt.Uninitialized(name)
	}
	return rt.Heap.Keep(v), nil
}
