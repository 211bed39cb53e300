package kiln

import (
	"context"
	"fmt"
	"reflect"
	"sync"
	"unicode"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/host"
	"github.com/kilnjs/kiln/pkg/object"
)

// ConvertError says what could not be converted between Go and scripts: the way to it from the
// value that was given, the Go type, and why.
type ConvertError = host.ConvertError

// ToValue makes the value of scripts for x:
//
//	nil, nil pointers, maps, functions   null
//	bool, string                         Boolean, String; bytes that are not UTF-8 become U+FFFD
//	ints and floats                      Number; an integer beyond 2^53 becomes a BigInt
//	*big.Int                             BigInt
//	[]byte                               an Uint8Array over the same bytes, which count as the heap's
//	time.Time, time.Duration             Date, a Number of milliseconds
//	error                                an Error with its text, its causes in cause and errors;
//	                                     what comes back to Go is the same error
//	struct, pointer to one               a live object: its properties are the fields, methods
//	                                     are those of its prototype
//	map                                  a live object: its properties are the entries
//	slice, array                         a live array
//	func                                 a function, see below
//	iter.Seq, iter.Seq2                  an iterable, of arrays of two for Seq2
//	channel to receive from              an async iterable
//	context.Context                      an AbortSignal, see NewAbortSignal
//	json.RawMessage                      what the JSON says
//	Value                                itself
//	ReadableStream, WritableStream       the stream of a reader or writer
//	Async                                a function that returns a promise
//
// Live objects read and write the Go value when the script does. The same pointer, map or
// channel is the same object while a script holds it; slices are so where they are variables
// that the script reaches, such as fields of a struct: then scripts change their length too. A
// struct or array that is no pointer is copied, and so is what a map has for elements. A slice
// that grows through a script has an array of its own from then on, as after append. Entries of
// maps come in the order of their names.
//
// When no script holds a live object any more it goes, and the Go value becomes another one when it
// is next met. So that nothing is lost with it, scripts cannot give it anything that the Go value
// has no place for: an assignment to what is no field, no element or a symbol is a TypeError in
// strict code and does nothing elsewhere, and neither private names nor another prototype are taken.
// What a WeakMap knows of such an object ends with it.
//
// Fields have their names in Go, or those in a tag `js:"name"`; `js:"-"` hides one, and
// `js:",omitempty"` leaves it out while it is zero. Options.Names changes that. Those of embedded
// structs are fields of the outer one, as in Go; unexported ones are hidden. A fmt.Stringer has
// toString, a json.Marshaler or encoding.TextMarshaler toJSON. Methods need their receiver. What
// a script assigns is converted as by ExportTo, a TypeError if that fails.
//
// A function gets its arguments as by ExportTo: one that is missing is undefined, and further
// ones are left out. A first parameter of type context.Context is the context of the run. An
// error as last result is thrown if it is not nil; several other results are an array. A
// function of type func(Call) (Value, error) is called as it is: see NewFunction. A panic in it
// ends the script with an error that no script can catch; the runtime stays usable.
//
// The error is a *ConvertError, for a type that cannot become a value, or for a Value of another
// runtime. Elements and fields are converted when scripts read them: there it is a TypeError.
//
// Go values that scripts see are not locked: what other goroutines change meanwhile is a race.
func (rt *Runtime) ToValue(x any) (Value, error) {
	if rt.obj.Calm() {
		if v, ok := rt.plain(x); ok {
			return rt.value(v), nil
		}
	}
	var out Value
	err := rt.do(func() error {
		v, err := rt.toHeap(x)
		if err == nil {
			out = rt.value(v)
		}
		return err
	})
	return out, err
}

// Export gives what v is in Go:
//
//	undefined, null               nil
//	Boolean, String               bool, string
//	Number                        int64 if it is integral, not -0 and at most 2^53; else float64
//	BigInt                        *big.Int
//	what was made from Go         that value: a pointer to a struct, a map, a function …
//	Array                         []any
//	Map, Set                      [][2]any, []any
//	Date                          time.Time in UTC
//	ArrayBuffer, Uint8Array …     []byte over the same bytes
//	other typed arrays            a slice of the type of their elements
//	Error                         error: the Go error it was made from, or an *Exception
//	other objects                 map[string]any of their enumerable own properties
//	symbols, functions, promises, proxies, regular expressions, iterators … stay a Value
//
// An object that is met again, below itself too, is the same map or slice again. Getters run.
// Where that fails the result is v itself: ExportTo tells why.
func (v Value) Export() any {
	var out any
	if err := v.ExportTo(&out); err != nil {
		return v
	}
	return out
}

// ExportTo stores what v is in Go into the variable that dst points to, by its type: what does
// not fit is an error, and so is every loss, as of 300 to an int8, 1.5 or NaN to an int, a
// Number to a string. Objects made from Go values are these values. Structs take properties by
// the names of their fields, with the others left as they are; maps the properties of an object
// or the entries of a Map; slices and arrays the values of an array or of anything iterable;
// pointers what they point to, nil for undefined and null; types for which the runtime has a [Class]
// objects of that alone; interfaces what Export gives, if that
// implements them; functions a function of the script. A function without an error among its
// results panics when the script throws, and where a script called that Go code, the script
// goes on with what was thrown. time.Time takes a Date or a text of RFC 3339, time.Duration
// milliseconds or a text such as "1.5s", a context.Context an AbortSignal, or undefined and null for
// the background, a json.Unmarshaler or encoding.TextUnmarshaler its own.
//
// The error is a *ConvertError that names the way to what could not be converted, an *Exception
// of a getter, or a *LimitError; *dst may then be changed in part.
func (v Value) ExportTo(dst any) error {
	p := reflect.ValueOf(dst)
	if p.Kind() != reflect.Pointer || p.IsNil() {
		return fmt.Errorf("kiln: ExportTo wants a pointer to a variable, not a %T", dst)
	}
	if v.rt == nil {
		return exportConstant(v, p.Elem())
	}
	return v.rt.do(func() error { return v.rt.bridge().ExportTo(v.raw(), p.Elem()) })
}

// exportConstant stores undefined or null that belongs to no runtime.
func exportConstant(v Value, dst reflect.Value) error {
	switch dst.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Interface, reflect.Func, reflect.Chan:
		dst.SetZero()
		return nil
	}
	if dst.Type() == valueType {
		dst.Set(reflect.ValueOf(v))
		return nil
	}
	return &ConvertError{Type: dst.Type(), Text: v.String() + " cannot become a " + dst.Type().String()}
}

// As gives v as a T, as by ExportTo.
func As[T any](v Value) (T, error) {
	var x T
	err := v.ExportTo(&x)
	return x, err
}

// Names say what scripts call the fields and methods of Go types. They are for variables: what
// is known of types is kept with them.
type Names struct {
	// Field is the name for a field of a struct type, "" to hide it; nil for the usual one.
	Field func(t reflect.Type, f reflect.StructField) string
	// Method is the same for a method of a type.
	Method func(t reflect.Type, m reflect.Method) string

	once  sync.Once
	rules *host.Rules
}

// LowerCamel begins names as JavaScript does: Name is name, ID id, HTTPServer httpServer. A tag
// `js` wins.
var LowerCamel = &Names{
	Field: func(_ reflect.Type, f reflect.StructField) string {
		if name, hidden := host.TagName(f); name != "" || hidden {
			return name
		}
		return lowerFirst(f.Name)
	},
	Method: func(_ reflect.Type, m reflect.Method) string { return lowerFirst(m.Name) },
}

// lowerFirst makes the capital letters small that a name begins with, but not the last before
// a small one.
func lowerFirst(name string) string {
	out := []rune(name)
	for i, r := range out {
		if !unicode.IsUpper(r) || i > 0 && i+1 < len(out) && unicode.IsLower(out[i+1]) {
			break
		}
		out[i] = unicode.ToLower(r)
	}
	return string(out)
}

var (
	valueType    = reflect.TypeFor[Value]()
	valuerType   = reflect.TypeFor[Valuer]()
	functionType = reflect.TypeFor[func(Call) (Value, error)]()
)

// usual are the rules of runtimes without Options.Names.
var usual *host.Rules

func init() { usual = newRules(nil) } // what makes functions refers to it

func newRules(n *Names) *host.Rules {
	r := &host.Rules{
		In:     goType,
		Out:    scriptType,
		Hold:   func(b *host.Bridge, v heap.Value) any { return b.Owner.(*Runtime).value(v) },
		Enter:  func(b *host.Bridge, f func() error) error { return b.Owner.(*Runtime).do(f) },
		Throw:  throwOwn,
		Thrown: thrownValue,
		Class:  func(b *host.Bridge, t reflect.Type) string { return b.Owner.(*Runtime).classes.names[t] },
		Export: exportException,
		Panicked: func(b *host.Bridge, p any) error {
			return hostPanic(p, b.Owner.(*Runtime).runningFrames())
		},
		Ended: func(b *host.Bridge) error {
			if rt := b.Owner.(*Runtime); rt.scope.over() {
				return rt.scope.ended(rt)
			}
			return nil
		},
		Context: func(b *host.Bridge) context.Context { return b.Owner.(*Runtime).Context() },
	}
	if n != nil {
		r.FieldName, r.MethodName = n.Field, n.Method
	}
	return r
}

// bridge is what takes values over, made when first wanted.
func (rt *Runtime) bridge() *host.Bridge {
	if rt.values == nil {
		rules := usual
		if n := rt.options.Names; n != nil {
			n.once.Do(func() { n.rules = newRules(n) })
			rules = n.rules
		}
		rt.values = host.New(rt.obj, rules, rt)
	}
	return rt.values
}

// throwOwn is what a script gets for the errors of this package: an *Exception is thrown again,
// and what ended a run within this one ends it too, whatever was wrapped around it.
func throwOwn(b *host.Bridge, err error) error {
	if end := b.Owner.(*Runtime).ending(err); end != nil {
		return end
	}
	if v, ok := thrownValue(b, err); ok {
		return b.Runtime().Throw(v)
	}
	return nil
}

// thrownValue is what a script of the runtime threw, if err is that, with nothing around it.
func thrownValue(b *host.Bridge, err error) (heap.Value, bool) {
	e, ok := err.(*Exception)
	if !ok {
		return heap.Undefined, false
	}
	v, err := b.Owner.(*Runtime).toHeap(e.Value)
	return v, err == nil
}

// Valuer is implemented by Go values that say themselves what they are for scripts, such as an
// object of a [Class]: [Runtime.ToValue] and everything that converts like it asks them.
type Valuer interface {
	// ScriptValue returns the value, which belongs to rt. An error is thrown, or returned by
	// the function that converts.
	ScriptValue(rt *Runtime) (Value, error)
}

// ofValuer asks a Valuer; a nil pointer is null.
func ofValuer(b *host.Bridge, v reflect.Value) (r heap.Value, err error) {
	if k := v.Kind(); (k == reflect.Pointer || k == reflect.Interface) && v.IsNil() {
		return heap.Null, nil
	}
	rt := b.Owner.(*Runtime)
	defer rt.protectHost(&err)
	out, err := v.Interface().(Valuer).ScriptValue(rt)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.own(out)
}

// exportException makes an *Exception of an Error that stands for no Go error.
func exportException(b *host.Bridge, v heap.Value) (any, bool, error) {
	if v.Object().Class() != heap.ClassError || b.GoError(v) != nil {
		return nil, false, nil
	}
	rt := b.Owner.(*Runtime)
	t, ok := rt.obj.Throw(v).(*object.Throw)
	if !ok {
		return nil, false, nil
	}
	return rt.exception(t), true, nil
}

// goType treats the types of this package that become values.
func goType(t reflect.Type) host.InFunc {
	if t.Implements(valuerType) {
		return ofValuer
	}
	switch t {
	case valueType:
		return func(b *host.Bridge, v reflect.Value) (heap.Value, error) {
			return b.Owner.(*Runtime).toHeap(v.Interface())
		}
	case asyncType:
		return func(b *host.Bridge, v reflect.Value) (heap.Value, error) {
			return v.Interface().(AsyncFunction).function(b.Owner.(*Runtime))
		}
	case functionType:
		return func(b *host.Bridge, v reflect.Value) (heap.Value, error) {
			f := v.Interface().(func(Call) (Value, error))
			if f == nil {
				return heap.Null, nil
			}
			return b.Owner.(*Runtime).rawFunction("", 0, f), nil
		}
	}
	if t.Implements(contextType) {
		return func(b *host.Bridge, v reflect.Value) (heap.Value, error) {
			if k := v.Kind(); (k == reflect.Pointer || k == reflect.Interface) && v.IsNil() {
				return heap.Null, nil
			}
			return b.Owner.(*Runtime).signal(v.Interface().(context.Context))
		}
	}
	return nil
}

// scriptType treats the types of this package that values become.
func scriptType(t reflect.Type) host.OutFunc {
	switch t {
	case valueType:
		return func(b *host.Bridge, v heap.Value, dst reflect.Value) error {
			dst.Set(reflect.ValueOf(b.Owner.(*Runtime).value(v)))
			return nil
		}
	case contextType:
		return func(b *host.Bridge, v heap.Value, dst reflect.Value) error {
			ctx := context.Background()
			if !v.IsNullish() {
				var err error
				if ctx, err = b.Owner.(*Runtime).contextOf(ctx, v); err != nil {
					return err
				}
			}
			dst.Set(reflect.ValueOf(ctx))
			return nil
		}
	}
	return nil
}

// toHeap converts a Go value. The result is kept in the rooting scope of the entry.
func (rt *Runtime) toHeap(x any) (heap.Value, error) {
	switch x := x.(type) {
	case nil:
		return heap.Null, nil
	case bool:
		return heap.Bool(x), nil
	case float64:
		return heap.Number(x), nil
	case Value:
		return rt.own(x)
	}
	return rt.bridge().ToValue(x)
}
