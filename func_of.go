package kiln

import (
	"fmt"
	"reflect"

	"github.com/kilnjs/kiln/pkg/heap"
)

// FuncOf gives the function v as a Go function of type F, whose arguments are converted as by
// ToValue and whose results as by ExportTo. An F of several results takes them from the array
// that v returns. The last result should be an error: what v throws, what cannot be converted
// and a *LimitError come back there. Where there is none, see ExportTo.
//
// The error of FuncOf is that of a v that is no function, or of an F that is none.
func FuncOf[F any](v Value) (F, error) {
	var none F
	if t := reflect.TypeFor[F](); t.Kind() != reflect.Func {
		return none, fmt.Errorf("kiln: FuncOf: %v is no type of functions", t)
	}
	if !v.IsFunction() {
		return none, fmt.Errorf("kiln: FuncOf: %s is no function", v)
	}
	if f, ok := directFunc(v, (*F)(nil)).(F); ok {
		return f, nil
	}
	return As[F](v)
}

// directFunc gives v as a function of one of the common types, which needs no reflection; f is
// a nil pointer to the type. It is nil for any other type.
func directFunc(v Value, f any) any {
	switch f.(type) {
	case *func() error:
		return func() error { _, err := nullary(v, outNothing)(); return err }
	case *func() (Value, error):
		return nullary(v, outValue)
	case *func() (int, error):
		return nullary(v, outInt)
	case *func() (string, error):
		return nullary(v, outString)
	case *func(int) (int, error):
		return unary(v, inInt, outInt)
	case *func(int) (string, error):
		return unary(v, inInt, outString)
	case *func(float64) (float64, error):
		return unary(v, inFloat, outFloat)
	case *func(string) error:
		return func(s string) error { _, err := unary(v, inString, outNothing)(s); return err }
	case *func(string) (string, error):
		return unary(v, inString, outString)
	case *func(string) (int, error):
		return unary(v, inString, outInt)
	case *func(string) (bool, error):
		return unary(v, inString, outBool)
	case *func(string) (Value, error):
		return unary(v, inString, outValue)
	case *func(Value) (Value, error):
		return unary(v, (*Runtime).own, outValue)
	case *func(Value) (bool, error):
		return unary(v, (*Runtime).own, outBool)
	case *func(int, int) (int, error):
		return binary(v, inInt, inInt, outInt)
	case *func(float64, float64) (float64, error):
		return binary(v, inFloat, inFloat, outFloat)
	case *func(string, string) (string, error):
		return binary(v, inString, inString, outString)
	case *func(Value, Value) (Value, error):
		return binary(v, (*Runtime).own, (*Runtime).own, outValue)
	case *func(Value, Value) (int, error):
		return binary(v, (*Runtime).own, (*Runtime).own, outInt)
	case *func(...any) (Value, error):
		return func(args ...any) (Value, error) { return v.Call(nil, args...) }
	}
	return nil
}

type (
	inFunc[A any]  func(*Runtime, A) (heap.Value, error)
	outFunc[R any] func(*Runtime, heap.Value) (R, error)
)

func nullary[R any](v Value, out outFunc[R]) func() (R, error) {
	return func() (r R, err error) {
		if err := v.usable(); err != nil {
			return r, err
		}
		rt := v.rt
		defer rt.end(rt.begin(), &err)
		f := rt.obj.Heap.Keep(v.v)
		if err = rt.obj.Attend(); err != nil {
			return r, err
		}
		err = errUnfinished
		x, err := rt.obj.Call(f, heap.Undefined)
		if err != nil {
			return r, err
		}
		return out(rt, x)
	}
}

func unary[A, R any](v Value, in inFunc[A], out outFunc[R]) func(A) (R, error) {
	return func(a A) (r R, err error) {
		if err := v.usable(); err != nil {
			return r, err
		}
		rt := v.rt
		defer rt.end(rt.begin(), &err)
		f := rt.obj.Heap.Keep(v.v)
		if err = rt.obj.Attend(); err != nil {
			return r, err
		}
		x, err := in(rt, a)
		if err != nil {
			return r, argumentError(0, err)
		}
		err = errUnfinished
		y, err := rt.obj.Call(f, heap.Undefined, x)
		if err != nil {
			return r, err
		}
		return out(rt, y)
	}
}

func binary[A, B, R any](v Value, inA inFunc[A], inB inFunc[B], out outFunc[R]) func(A, B) (R, error) {
	return func(a A, b B) (r R, err error) {
		if err := v.usable(); err != nil {
			return r, err
		}
		rt := v.rt
		defer rt.end(rt.begin(), &err)
		f := rt.obj.Heap.Keep(v.v)
		if err = rt.obj.Attend(); err != nil {
			return r, err
		}
		x, err := inA(rt, a)
		if err != nil {
			return r, argumentError(0, err)
		}
		y, err := inB(rt, b)
		if err != nil {
			return r, argumentError(1, err)
		}
		err = errUnfinished
		z, err := rt.obj.Call(f, heap.Undefined, x, y)
		if err != nil {
			return r, err
		}
		return out(rt, z)
	}
}

func inInt(rt *Runtime, i int) (heap.Value, error) {
	if i == int(int32(i)) {
		return heap.Int(int32(i)), nil
	}
	return rt.toHeap(i)
}

func inFloat(_ *Runtime, x float64) (heap.Value, error)  { return heap.Number(x), nil }
func inString(rt *Runtime, s string) (heap.Value, error) { return rt.text(s) }

// largeText is the length of a text from which on it is asked whether it fits.
const largeText = 4096

// text is a string of Go as one of scripts.
func (rt *Runtime) text(s string) (heap.Value, error) {
	if len(s) > largeText {
		return rt.toHeap(s)
	}
	return rt.obj.Heap.NewString(s).Value(), nil
}

func outNothing(*Runtime, heap.Value) (struct{}, error) { return struct{}{}, nil }
func outValue(rt *Runtime, v heap.Value) (Value, error) { return rt.value(v), nil }
func outInt(rt *Runtime, v heap.Value) (int, error) {
	if v.IsInt() {
		return int(v.AsInt()), nil
	}
	return outAny[int](rt, v)
}

func outFloat(rt *Runtime, v heap.Value) (float64, error) {
	if v.IsNumber() {
		return v.Float64(), nil
	}
	return outAny[float64](rt, v)
}

func outBool(rt *Runtime, v heap.Value) (bool, error) {
	if v.IsBool() {
		return v == heap.True, nil
	}
	return outAny[bool](rt, v)
}

func outString(rt *Runtime, v heap.Value) (string, error) {
	if v.IsString() {
		return v.Str().Go(rt.obj.Heap), nil
	}
	return outAny[string](rt, v)
}

// outAny converts a result that is not of the usual type.
func outAny[R any](rt *Runtime, v heap.Value) (r R, err error) {
	if err = rt.bridge().ExportTo(v, reflect.ValueOf(&r).Elem()); err != nil {
		err = fmt.Errorf("kiln: result: %w", err)
	}
	return r, err
}
