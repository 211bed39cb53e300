package host

import (
	"strconv"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// direct gives the function for a Go function of one of the common types, which is called
// without reflection; nil for any other.
func (b *Bridge) direct(f any) object.HostFunc {
	if b.rules.Coerce {
		return nil
	}
	switch f := f.(type) {
	case func():
		return direct0(b, func() (struct{}, error) { f(); return struct{}{}, nil }, fromNothing)
	case func() error:
		return direct0(b, func() (struct{}, error) { return struct{}{}, f() }, fromNothing)
	case func() int:
		return direct0(b, func() (int, error) { return f(), nil }, fromInt)
	case func() string:
		return direct0(b, func() (string, error) { return f(), nil }, fromString)
	case func() (string, error):
		return direct0(b, f, fromString)
	case func() bool:
		return direct0(b, func() (bool, error) { return f(), nil }, fromBool)
	case func() float64:
		return direct0(b, func() (float64, error) { return f(), nil }, fromFloat)
	case func(int) int:
		return direct1(b, func(x int) (int, error) { return f(x), nil }, toInt, fromInt)
	case func(int) (int, error):
		return direct1(b, f, toInt, fromInt)
	case func(int) string:
		return direct1(b, func(x int) (string, error) { return f(x), nil }, toInt, fromString)
	case func(int) bool:
		return direct1(b, func(x int) (bool, error) { return f(x), nil }, toInt, fromBool)
	case func(float64) float64:
		return direct1(b, func(x float64) (float64, error) { return f(x), nil }, toFloat, fromFloat)
	case func(string):
		return direct1(b, func(s string) (struct{}, error) { f(s); return struct{}{}, nil }, toText, fromNothing)
	case func(string) error:
		return direct1(b, func(s string) (struct{}, error) { return struct{}{}, f(s) }, toText, fromNothing)
	case func(string) string:
		return direct1(b, func(s string) (string, error) { return f(s), nil }, toText, fromString)
	case func(string) (string, error):
		return direct1(b, f, toText, fromString)
	case func(string) int:
		return direct1(b, func(s string) (int, error) { return f(s), nil }, toText, fromInt)
	case func(string) (int, error):
		return direct1(b, f, toText, fromInt)
	case func(string) bool:
		return direct1(b, func(s string) (bool, error) { return f(s), nil }, toText, fromBool)
	case func(string) (any, error):
		return direct1(b, f, toText, fromAny)
	case func(any) any:
		return direct1(b, func(x any) (any, error) { return f(x), nil }, toAny, fromAny)
	case func(any) (any, error):
		return direct1(b, f, toAny, fromAny)
	case func(int, int) int:
		return direct2(b, func(x, y int) (int, error) { return f(x, y), nil }, toInt, toInt, fromInt)
	case func(int, int) (int, error):
		return direct2(b, f, toInt, toInt, fromInt)
	case func(int, int) bool:
		return direct2(b, func(x, y int) (bool, error) { return f(x, y), nil }, toInt, toInt, fromBool)
	case func(float64, float64) float64:
		return direct2(b, func(x, y float64) (float64, error) { return f(x, y), nil }, toFloat, toFloat, fromFloat)
	case func(string, string):
		return direct2(b, func(s, t string) (struct{}, error) { f(s, t); return struct{}{}, nil }, toText, toText, fromNothing)
	case func(string, string) error:
		return direct2(b, func(s, t string) (struct{}, error) { return struct{}{}, f(s, t) }, toText, toText, fromNothing)
	case func(string, string) string:
		return direct2(b, func(s, t string) (string, error) { return f(s, t), nil }, toText, toText, fromString)
	case func(string, string) (string, error):
		return direct2(b, f, toText, toText, fromString)
	case func(string, string) bool:
		return direct2(b, func(s, t string) (bool, error) { return f(s, t), nil }, toText, toText, fromBool)
	case func(string, any) error:
		return direct2(b, func(s string, x any) (struct{}, error) { return struct{}{}, f(s, x) }, toText, toAny, fromNothing)
	}
	return nil
}

// argument adds the place of an argument to what is wrong with it.
func (b *Bridge) argument(i int, err error) error {
	return b.throwing(within(err, "argument "+strconv.Itoa(i+1)))
}

func call0[R any](b *Bridge, f func() (R, error)) (r R, err error, panicked error) {
	defer b.protect(&panicked)
	r, err = f()
	return r, err, nil
}

func call1[A, R any](b *Bridge, f func(A) (R, error), a A) (r R, err error, panicked error) {
	defer b.protect(&panicked)
	r, err = f(a)
	return r, err, nil
}

func call2[A1, A2, R any](b *Bridge, f func(A1, A2) (R, error), a A1, c A2) (r R, err error, panicked error) {
	defer b.protect(&panicked)
	r, err = f(a, c)
	return r, err, nil
}

// finish makes the result of a call.
func finish[R any](b *Bridge, r R, err, panicked error, from func(*Bridge, R) (heap.Value, error)) (heap.Value, error) {
	if panicked != nil {
		return heap.Undefined, panicked
	}
	if err != nil {
		return heap.Undefined, b.Throw(err)
	}
	v, err := from(b, r)
	if err != nil {
		err = b.throwing(within(err, "result"))
	}
	return v, err
}

func direct0[R any](b *Bridge, f func() (R, error), from func(*Bridge, R) (heap.Value, error)) object.HostFunc {
	return func(*object.Call) (heap.Value, error) {
		r, err, panicked := call0(b, f)
		return finish(b, r, err, panicked, from)
	}
}

func direct1[A, R any](b *Bridge, f func(A) (R, error), to func(*Bridge, heap.Value) (A, error), from func(*Bridge, R) (heap.Value, error)) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		b.calling()
		a, err := to(b, c.Arg(0))
		if err != nil {
			return heap.Undefined, b.argument(0, err)
		}
		r, err, panicked := call1(b, f, a)
		return finish(b, r, err, panicked, from)
	}
}

func direct2[A1, A2, R any](b *Bridge, f func(A1, A2) (R, error), to1 func(*Bridge, heap.Value) (A1, error), to2 func(*Bridge, heap.Value) (A2, error), from func(*Bridge, R) (heap.Value, error)) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		b.calling()
		a1, err := to1(b, c.Arg(0))
		if err != nil {
			return heap.Undefined, b.argument(0, err)
		}
		a2, err := to2(b, c.Arg(1))
		if err != nil {
			return heap.Undefined, b.argument(1, err)
		}
		r, err, panicked := call2(b, f, a1, a2)
		return finish(b, r, err, panicked, from)
	}
}

func fromNothing(*Bridge, struct{}) (heap.Value, error)  { return heap.Undefined, nil }
func fromInt(b *Bridge, i int) (heap.Value, error)       { return b.integer(int64(i)), nil }
func fromBool(_ *Bridge, x bool) (heap.Value, error)     { return heap.Bool(x), nil }
func fromFloat(_ *Bridge, x float64) (heap.Value, error) { return heap.Number(x), nil }
func fromString(b *Bridge, s string) (heap.Value, error) { return b.text(s) }

func fromAny(b *Bridge, x any) (heap.Value, error) {
	v, err := b.ToValue(x)
	b.claim(v)
	return v, err
}

func toAny(b *Bridge, v heap.Value) (any, error) { return b.Export(v) }
