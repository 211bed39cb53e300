package goja

import (
	"fmt"
	"reflect"
	"runtime"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// FunctionCall is what a Go function gets that a script calls.
type FunctionCall struct {
	This      Value
	Arguments []Value
}

// ConstructorCall is what a Go constructor gets. This is the new object, NewTarget what
// followed new, nil for a call without.
type ConstructorCall struct {
	This      *Object
	Arguments []Value
	NewTarget *Object
}

// Argument returns an argument, undefined when it is missing.
func (f FunctionCall) Argument(idx int) Value { return argument(f.Arguments, idx) }

// Argument returns an argument, undefined when it is missing.
func (f ConstructorCall) Argument(idx int) Value { return argument(f.Arguments, idx) }

func argument(list []Value, i int) Value {
	if i < len(list) {
		return list[i]
	}
	return _undefined
}

// Callable calls a function of a script. The error is an *Exception, an *InterruptedError or
// a *StackOverflowError. Promise jobs run before the outermost call returns.
type Callable func(this Value, args ...Value) (Value, error)

// Constructor calls a constructor of a script; newTarget is the constructor itself when nil.
type Constructor func(newTarget *Object, args ...Value) (*Object, error)

// AssertFunction returns what calls v, if v is a function. The constructor of a class is one,
// whose calls fail.
func AssertFunction(v Value) (Callable, bool) {
	o, ok := v.(*Object)
	if !ok || o == nil || o.r == nil || !o.v.Object().IsCallable() {
		return nil, false
	}
	return o.call, true
}

// call calls o. It is enterJobs, spelt out since so much is called this way.
func (o *Object) call(this Value, args ...Value) (result Value, err error) {
	r := o.r
	if r.depth > 0 {
		mark := r.obj.Heap.OpenScope()
		result, err = r.callCells(o, this, args)
		err = r.failure(err)
		r.obj.Heap.CloseScope(mark)
	} else {
		result, err = r.callFirst(o, this, args)
	}
	if p, ok := err.(*hostPanic); ok {
		panic(p.value)
	}
	return result, err
}

func (r *Runtime) callFirst(o *Object, this Value, args []Value) (result Value, err error) {
	if dead := r.obj.Dead(); dead != nil {
		return nil, dead
	}
	defer r.leave(r.arrive(), &err)
	if err = r.obj.Attend(); err == nil {
		result, err = r.callCells(o, this, args)
	}
	if err = r.finish(err); err != nil {
		return nil, r.failure(err)
	}
	return result, nil
}

// callCells is the call itself. A few arguments need no memory.
func (r *Runtime) callCells(o *Object, this Value, args []Value) (Value, error) {
	var few [4]heap.Value
	cells := few[:0]
	if len(args) > len(few) {
		cells = make([]heap.Value, 0, len(args))
	}
	for _, v := range args {
		cells = append(cells, r.cell(v))
	}
	v, err := r.obj.Call(o.cell(r), r.cell(this), cells...)
	if err != nil {
		return nil, err
	}
	return r.value(v), nil
}

// AssertConstructor returns what constructs with v, if v is a constructor.
func AssertConstructor(v Value) (Constructor, bool) {
	o, ok := v.(*Object)
	if !ok || o == nil || o.r == nil || !o.v.Object().IsConstructor() {
		return nil, false
	}
	return func(newTarget *Object, args ...Value) (result *Object, err error) {
		r := o.r
		if newTarget == nil {
			newTarget = o
		}
		err = r.enterJobs(func() error {
			v, err := r.obj.Construct(o.cell(r), newTarget.cell(r), r.cells(args)...)
			if err == nil {
				result = r.objectOf(v)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		return result, nil
	}, true
}

// hostFunction is what the code of a Go function knows: what Export gives, and the class
// behind a bound constructor.
type hostFunction struct {
	export any
}

// functionName is the name of a Go function.
func functionName(f reflect.Value) string {
	if f.IsNil() {
		return ""
	}
	if fn := runtime.FuncForPC(f.Pointer()); fn != nil {
		return fn.Name()
	}
	return ""
}

// newFunction makes the function object of f.
func (r *Runtime) newFunction(name string, length int, kind object.CodeKind, export any, f object.HostFunc) *Object {
	fn := r.realm.NewBuiltin(name, length, func(c *object.Call) (v heap.Value, err error) {
		defer r.rescue(&err)
		if v, err = f(c); err == nil {
			err = r.halt()
		}
		return v, err
	}, kind)
	r.obj.CodeOf(fn).Data = &hostFunction{export}
	return r.objectOf(fn.Value())
}

// hostFunctionOf is what is known about a function object of a Go function, or nil.
func (r *Runtime) hostFunctionOf(o *heap.Object) *hostFunction {
	if o.Class() != heap.ClassFunction {
		return nil
	}
	f, _ := r.obj.CodeOf(o).Data.(*hostFunction)
	return f
}

// nativeFunction makes the function of f, which wants and gives Values.
func (r *Runtime) nativeFunction(name string, export any, f func(FunctionCall) Value) *Object {
	return r.newFunction(name, 0, object.KindHost, export, func(c *object.Call) (heap.Value, error) {
		return r.cell(f(FunctionCall{This: r.value(c.This), Arguments: r.values(c.Args)})), nil
	})
}

// nativeConstructor makes the constructor of f. A call without new makes an object too,
// unless this is one.
func (r *Runtime) nativeConstructor(name string, f func(ConstructorCall) *Object) (o *Object) {
	rt := r.obj
	o = r.newFunction(name, 0, object.KindHostCtor, nil, func(c *object.Call) (heap.Value, error) {
		call := ConstructorCall{Arguments: r.values(c.Args)}
		switch {
		case !c.NewTarget.IsUndefined():
			call.NewTarget = r.objectOf(c.NewTarget)
			this, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, object.ObjectPrototype, heap.ClassObject)
			if err != nil {
				return heap.Undefined, err
			}
			call.This = r.objectOf(this.Value())
		case c.This.IsObject() && c.This != r.realm.GlobalThis:
			call.This = r.objectOf(c.This)
		default:
			this, err := rt.OrdinaryCreateFromConstructor(c.Callee.Value(), object.ObjectPrototype, heap.ClassObject)
			if err != nil {
				return heap.Undefined, err
			}
			call.This = r.objectOf(this.Value())
		}
		if made := f(call); made != nil {
			return r.cell(made), nil
		}
		return r.cell(call.This), nil
	})
	r.must(func() error {
		proto := rt.NewObject()
		fn := o.cell(r).Object()
		d := object.DataDescriptor(fn.Value(), heap.HiddenAttrs)
		if err := rt.DefinePropertyOrThrow(proto, rt.Heap.Names.Constructor, &d); err != nil {
			return err
		}
		d = object.DataDescriptor(proto.Value(), heap.Writable)
		return rt.DefinePropertyOrThrow(fn, rt.Heap.Names.Prototype, &d)
	})
	return o
}

// typedFunction makes the function of a Go function of any signature: arguments and results
// are converted.
func (r *Runtime) typedFunction(f reflect.Value) *Object {
	t := f.Type()
	length := t.NumIn()
	return r.newFunction(functionName(f), length, object.KindHost, f.Interface(), func(c *object.Call) (heap.Value, error) {
		in, err := r.arguments(t, c.Args)
		if err != nil {
			return heap.Undefined, r.obj.TypeError("%s", err.Error())
		}
		return r.results(f.Call(in))
	})
}

// arguments converts those of a call of a function of type t. What is missing is zero.
func (r *Runtime) arguments(t reflect.Type, args []heap.Value) ([]reflect.Value, error) {
	n := t.NumIn()
	fixed := n
	if t.IsVariadic() {
		fixed--
	}
	count := fixed
	if t.IsVariadic() && len(args) > fixed {
		count = len(args)
	}
	in := make([]reflect.Value, count)
	for i := range in {
		pt := t.In(min(i, n-1))
		if i >= fixed {
			pt = t.In(n - 1).Elem()
		}
		v := reflect.New(pt).Elem()
		if i < len(args) && !r.plainToGo(args[i], v) {
			if err := r.toGo(r.value(args[i]), v, new(exportContext)); err != nil {
				return nil, fmt.Errorf("could not convert function call parameter %d: %w", i, err)
			}
		}
		in[i] = v
	}
	return in, nil
}

var typeGoError = reflect.TypeFor[error]()

// results is what a call gives for the results of a Go function: nothing, one value, or an
// array. A last error that is not nil is thrown.
func (r *Runtime) results(out []reflect.Value) (heap.Value, error) {
	if n := len(out); n > 0 && out[n-1].Type() == typeGoError {
		if !out[n-1].IsNil() {
			return heap.Undefined, r.errorOf(out[n-1].Interface().(error))
		}
		out = out[:n-1]
	}
	switch len(out) {
	case 0:
		return heap.Undefined, nil
	case 1:
		return r.reflected(out[0]), nil
	}
	list := make([]heap.Value, len(out))
	for i, v := range out {
		list[i] = r.reflected(v)
	}
	return r.obj.NewArray(list...).Value(), nil
}

// gateway makes a Go function of type t that calls the function of a script.
func (r *Runtime) gateway(f Callable, t reflect.Type) reflect.Value {
	return reflect.MakeFunc(t, func(in []reflect.Value) []reflect.Value {
		args := make([]Value, 0, len(in))
		for i, v := range in {
			if t.IsVariadic() && i == len(in)-1 {
				for j := range v.Len() {
					args = append(args, r.toValue(v.Index(j)))
				}
				break
			}
			args = append(args, r.toValue(v))
		}
		out := make([]reflect.Value, t.NumOut())
		for i := range out {
			out[i] = reflect.Zero(t.Out(i))
		}
		result, err := f(_undefined, args...)
		values := len(out)
		fails := values > 0 && t.Out(values-1) == typeGoError
		if fails {
			values--
		}
		if err == nil && values > 0 && result != nil {
			v := reflect.New(t.Out(0)).Elem()
			if err = r.toGo(result, v, new(exportContext)); err == nil {
				out[0] = v
			}
		}
		if err == nil {
			return out
		}
		if !fails {
			panic(err)
		}
		if e, ok := err.(*Exception); ok {
			if cause := e.Unwrap(); cause != nil {
				err = cause
			}
		}
		out[values] = reflect.ValueOf(&err).Elem()
		return out
	})
}
