package host

import (
	"reflect"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// methodFunc runs a method of the struct at receiver for the call c.
type methodFunc func(b *Bridge, c *object.Call, receiver unsafe.Pointer) (heap.Value, error)

// A method of *T with parameters and results of common types is called without reflection, as
// a function whose first parameter is an unsafe.Pointer instead of the *T: how a pointer is
// passed does not depend on what it points to, and the method itself says what of its frame
// are pointers. A call by reflect.Value.Call takes four times as long.

// load reads a direct field of the struct at p where that is quick.
func (f *field) load(b *Bridge, p unsafe.Pointer) (heap.Value, bool) {
	switch p = unsafe.Add(p, f.offset); f.kind {
	case reflect.Int:
		return b.integer(int64(*(*int)(p))), true
	case reflect.Int64:
		return b.integer(*(*int64)(p)), true
	case reflect.Int32:
		return heap.Int(*(*int32)(p)), true
	case reflect.Float64:
		return heap.Number(*(*float64)(p)), true
	case reflect.Bool:
		return heap.Bool(*(*bool)(p)), true
	case reflect.String:
		if s := *(*string)(p); len(s) > 1 && len(s) <= textMax {
			return b.shortText(s), true
		}
	}
	return heap.Undefined, false
}

// funcWord is the word of a func value, made from a value of package reflect.
func funcWord(f reflect.Value) unsafe.Pointer {
	x := f.Interface()
	return (*[2]unsafe.Pointer)(unsafe.Pointer(&x))[1] // a func is all that an interface's second word holds
}

// as makes a func value of the type F from its word.
func as[F any](word unsafe.Pointer) F { return *(*F)(unsafe.Pointer(&word)) }

// directMethod gives the function for the method f, a func with a pointer as first parameter;
// nil where its type is not a common one.
func directMethod(f reflect.Value) methodFunc {
	t := f.Type()
	if t.IsVariadic() || t.NumIn() > 3 || t.NumOut() > 2 || t.In(0).Kind() != reflect.Pointer {
		return nil
	}
	in := make([]reflect.Type, 0, 2)
	for i := 1; i < t.NumIn(); i++ {
		in = append(in, t.In(i))
	}
	out := make([]reflect.Type, t.NumOut())
	for i := range out {
		out[i] = t.Out(i)
	}
	if with := directMethods[reflect.FuncOf(in, out, false)]; with != nil {
		return with(funcWord(f))
	}
	return nil
}

// directMethods are the common types, filled in by init since methods may come to objects with
// methods.
var directMethods map[reflect.Type]func(word unsafe.Pointer) methodFunc

func init() {
	directMethods = map[reflect.Type]func(word unsafe.Pointer) methodFunc{
		reflect.TypeFor[func()]():                         nothing0,
		reflect.TypeFor[func() error]():                   fails0,
		reflect.TypeFor[func() int]():                     method0(fromInt),
		reflect.TypeFor[func() bool]():                    method0(fromBool),
		reflect.TypeFor[func() float64]():                 method0(fromFloat),
		reflect.TypeFor[func() string]():                  method0(fromString),
		reflect.TypeFor[func() (string, error)]():         failing0(fromString),
		reflect.TypeFor[func() (int, error)]():            failing0(fromInt),
		reflect.TypeFor[func(int) int]():                  method1(toInt, fromInt),
		reflect.TypeFor[func(int) bool]():                 method1(toInt, fromBool),
		reflect.TypeFor[func(int) string]():               method1(toInt, fromString),
		reflect.TypeFor[func(int) (int, error)]():         failing1(toInt, fromInt),
		reflect.TypeFor[func(int) (string, error)]():      failing1(toInt, fromString),
		reflect.TypeFor[func(float64) float64]():          method1(toFloat, fromFloat),
		reflect.TypeFor[func(string) string]():            method1(toText, fromString),
		reflect.TypeFor[func(string) int]():               method1(toText, fromInt),
		reflect.TypeFor[func(string) bool]():              method1(toText, fromBool),
		reflect.TypeFor[func(string) (string, error)]():   failing1(toText, fromString),
		reflect.TypeFor[func(string) (any, error)]():      failing1(toText, fromAny),
		reflect.TypeFor[func(string) any]():               method1(toText, fromAny),
		reflect.TypeFor[func(any) (any, error)]():         failing1(toAny, fromAny),
		reflect.TypeFor[func(int, int) int]():             method2(toInt, toInt, fromInt),
		reflect.TypeFor[func(float64, float64) float64](): method2(toFloat, toFloat, fromFloat),
		reflect.TypeFor[func(string, string) string]():    method2(toText, toText, fromString),
	}
}

func nothing0(word unsafe.Pointer) methodFunc {
	f := as[func(unsafe.Pointer)](word)
	return func(b *Bridge, _ *object.Call, p unsafe.Pointer) (heap.Value, error) {
		_, err, panicked := call1(b, func(p unsafe.Pointer) (struct{}, error) { f(p); return struct{}{}, nil }, p)
		return finish(b, struct{}{}, err, panicked, fromNothing)
	}
}

func fails0(word unsafe.Pointer) methodFunc {
	f := as[func(unsafe.Pointer) error](word)
	return func(b *Bridge, _ *object.Call, p unsafe.Pointer) (heap.Value, error) {
		_, err, panicked := call1(b, func(p unsafe.Pointer) (struct{}, error) { return struct{}{}, f(p) }, p)
		return finish(b, struct{}{}, err, panicked, fromNothing)
	}
}

func method0[R any](from func(*Bridge, R) (heap.Value, error)) func(unsafe.Pointer) methodFunc {
	return func(word unsafe.Pointer) methodFunc {
		f := as[func(unsafe.Pointer) R](word)
		g := func(p unsafe.Pointer) (R, error) { return f(p), nil }
		return func(b *Bridge, _ *object.Call, p unsafe.Pointer) (heap.Value, error) {
			r, err, panicked := call1(b, g, p)
			return finish(b, r, err, panicked, from)
		}
	}
}

func failing0[R any](from func(*Bridge, R) (heap.Value, error)) func(unsafe.Pointer) methodFunc {
	return func(word unsafe.Pointer) methodFunc {
		f := as[func(unsafe.Pointer) (R, error)](word)
		return func(b *Bridge, _ *object.Call, p unsafe.Pointer) (heap.Value, error) {
			r, err, panicked := call1(b, f, p)
			return finish(b, r, err, panicked, from)
		}
	}
}

func method1[A, R any](to func(*Bridge, heap.Value) (A, error), from func(*Bridge, R) (heap.Value, error)) func(unsafe.Pointer) methodFunc {
	return func(word unsafe.Pointer) methodFunc {
		f := as[func(unsafe.Pointer, A) R](word)
		return methodOf1(func(p unsafe.Pointer, a A) (R, error) { return f(p, a), nil }, to, from)
	}
}

func failing1[A, R any](to func(*Bridge, heap.Value) (A, error), from func(*Bridge, R) (heap.Value, error)) func(unsafe.Pointer) methodFunc {
	return func(word unsafe.Pointer) methodFunc {
		return methodOf1(as[func(unsafe.Pointer, A) (R, error)](word), to, from)
	}
}

func methodOf1[A, R any](f func(unsafe.Pointer, A) (R, error), to func(*Bridge, heap.Value) (A, error), from func(*Bridge, R) (heap.Value, error)) methodFunc {
	return func(b *Bridge, c *object.Call, p unsafe.Pointer) (heap.Value, error) {
		a, err := to(b, c.Arg(0))
		if err != nil {
			return heap.Undefined, b.argument(0, err)
		}
		r, err, panicked := call2(b, f, p, a)
		return finish(b, r, err, panicked, from)
	}
}

func method2[A1, A2, R any](to1 func(*Bridge, heap.Value) (A1, error), to2 func(*Bridge, heap.Value) (A2, error), from func(*Bridge, R) (heap.Value, error)) func(unsafe.Pointer) methodFunc {
	return func(word unsafe.Pointer) methodFunc {
		f := as[func(unsafe.Pointer, A1, A2) R](word)
		g := func(p unsafe.Pointer, a1 A1, a2 A2) (R, error) { return f(p, a1, a2), nil }
		return func(b *Bridge, c *object.Call, p unsafe.Pointer) (heap.Value, error) {
			a1, err := to1(b, c.Arg(0))
			if err != nil {
				return heap.Undefined, b.argument(0, err)
			}
			a2, err := to2(b, c.Arg(1))
			if err != nil {
				return heap.Undefined, b.argument(1, err)
			}
			r, err, panicked := call3(b, g, p, a1, a2)
			return finish(b, r, err, panicked, from)
		}
	}
}

func call3[A1, A2, A3, R any](b *Bridge, f func(A1, A2, A3) (R, error), a1 A1, a2 A2, a3 A3) (r R, err error, panicked error) {
	defer b.protect(&panicked)
	r, err = f(a1, a2, a3)
	return r, err, nil
}
