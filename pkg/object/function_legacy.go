package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Sloppy functions have the own accessors `caller` and `arguments` that scripts
// older than strict mode look at. They are accessors because a value that changes
// cannot be a non-configurable data property, and they show nothing of strict code
// (sec-forbidden-extensions).

// addLegacyAccessors adds both to a sloppy function.
func (rt *Runtime) addLegacyAccessors(f *heap.Object, realm *Realm) {
	h := rt.Heap
	add := func(name heap.Value, getter IntrinsicID) {
		get := heap.Undefined
		if g := realm.Intrinsic(getter); g != nil {
			get = g.Value()
		}
		h.AddProperty(f, name, h.NewAccessor(get, heap.Undefined).Value(), heap.AccessorProp)
	}
	add(h.Names.Arguments, FunctionArgumentsGetter)
	add(h.Names.Caller, FunctionCallerGetter)
}

// FunctionCaller is the sloppy function whose code called the innermost running
// activation of f. It is null when f does not run, and when the caller is not a
// sloppy function with its own frame: the top level, strict code, a generator, an
// async function, or code beyond the boundary of a ShadowRealm. Eval code and host functions in between do not count.
func (rt *Runtime) FunctionCaller(f heap.Value) heap.Value {
	found, caller := false, heap.Null
	rt.Stack.Walk(func(v stack.FrameView) bool {
		callee := v.Callee()
		if !found {
			found = callee == f && rt.scriptCode(callee) != nil
			return true
		}
		code := rt.scriptCode(callee)
		if code == nil {
			return true
		}
		if !code.Realm.sameIsland(rt.CodeOf(f.Object()).Realm) {
			return false // on the other side of a ShadowRealm's boundary
		}
		if code.Func.Kind == syntax.FuncEval {
			return true
		}
		if !code.Func.Strict && !code.Func.IsAsync && !code.Func.IsGenerator && code.Kind != KindScript {
			caller = callee
		}
		return false
	})
	return caller
}

// FunctionArguments is the arguments object of the innermost running activation
// of f. It is null when f does not run or keeps no such object: a function does so
// when it names `arguments`, be it as a property of something.
func (rt *Runtime) FunctionArguments(f heap.Value) heap.Value {
	args := heap.Null
	rt.Stack.Walk(func(v stack.FrameView) bool {
		if v.Callee() != f {
			return true
		}
		if code := rt.scriptCode(f); code != nil && !code.Func.Strict && code.Func.Arguments != nil {
			if a := argumentsOf(v, code.Func.Arguments); a.IsObject() {
				args = rt.Heap.Keep(a)
			}
		}
		return false
	})
	return args
}

// argumentsOf reads the binding b for the arguments object of the function whose
// frame is v.
func argumentsOf(v stack.FrameView, b *syntax.Binding) heap.Value {
	if b.Store == syntax.StoreReg {
		return v.Word(stack.Header + int(b.Index))
	}
	// The environment of the function's own scope is the one right inside the closure's.
	outer := ClosureEnv(v.Callee().Object())
	for env := v.Env(); env.IsCell() && env != outer; env = env.Env().Parent() {
		if e := env.Env(); e.Parent() == outer {
			return e.Slot(int(b.Index))
		}
	}
	return heap.Undefined
}

// scriptCode is the code of a function written in a script, or nil.
func (rt *Runtime) scriptCode(f heap.Value) *Code {
	if !f.IsObject() || f.Object().Class() != heap.ClassFunction {
		return nil
	}
	if code := rt.CodeOf(f.Object()); code.Func != nil {
		return code
	}
	return nil
}
