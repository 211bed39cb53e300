package intl

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// options is an object with options, nil for none.
type options struct {
	rt *object.Runtime
	o  *heap.Object
}

// coerceOptionsToObject is CoerceOptionsToObject (sec-coerceoptionstoobject).
func coerceOptionsToObject(rt *object.Runtime, v heap.Value) (options, error) {
	if v.IsUndefined() {
		return options{rt, nil}, nil
	}
	o, err := rt.ToObject(v)
	return options{rt, o}, err
}

// getOptionsObject is GetOptionsObject (sec-getoptionsobject).
func getOptionsObject(rt *object.Runtime, v heap.Value) (options, error) {
	if v.IsUndefined() || v.IsObject() {
		return coerceOptionsToObject(rt, v)
	}
	return options{}, rt.TypeError("options must be an object or undefined, not %s", rt.Describe(v))
}

func (o *options) get(name string) (heap.Value, error) {
	if o.o == nil {
		return heap.Undefined, nil
	}
	return o.rt.Get(o.o, o.rt.Heap.InternGo(name))
}

// text is GetOption (sec-getoption) of a string; given is false where it is undefined.
func (o *options) text(name string) (s string, given bool, err error) {
	v, err := o.get(name)
	if err != nil || v.IsUndefined() {
		return "", false, err
	}
	s, err = toText(o.rt, v)
	return s, err == nil, err
}

// choice is GetOption (sec-getoption) of a string among values.
func (o *options) choice(name string, values ...string) (s string, given bool, err error) {
	s, given, err = o.text(name)
	if given && slices.Contains(values, s) {
		return s, true, nil
	}
	return "", false, o.invalid(name, s, given, err)
}

// invalid is the RangeError of an option that was given, else err.
func (o *options) invalid(name, value string, given bool, err error) error {
	if !given {
		return err
	}
	return o.rt.RangeError("Value %s out of range for the options property %s", clip(value), name)
}

// flag is GetOption (sec-getoption) of a boolean as "true" or "false".
func (o *options) flag(name string) (s string, given bool, err error) {
	v, err := o.get(name)
	switch {
	case err != nil || v.IsUndefined():
		return "", false, err
	case object.ToBoolean(v):
		return "true", true, nil
	}
	return "false", true, nil
}

// index is choice as the index of the value; it is the first where the option is missing.
func (o *options) index(name string, values ...string) (int, error) {
	return o.indexOr(0, name, values...)
}

// indexOr is index with another value than the first where the option is missing.
func (o *options) indexOr(missing int, name string, values ...string) (int, error) {
	s, given, err := o.choice(name, values...)
	if !given {
		return missing, err
	}
	return slices.Index(values, s), nil
}

// localeMatcher reads the option of that name. Both matchers are
// LookupMatchingLocaleByPrefix.
func (o *options) localeMatcher() error {
	_, err := o.index("localeMatcher", "best fit", "lookup")
	return err
}
