package kiln

import (
	"errors"
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
)

var errNoJSON = errors.New("kiln: JSON is not available")

// ParseJSON makes the value of a JSON text, as JSON.parse does, from UTF-8 without a
// string of the whole in between; bytes that are not UTF-8 become U+FFFD. data is not kept.
// A text that is no JSON is an *Exception with a SyntaxError, which names the place as an
// offset in bytes. The runtime's limits hold as for a script: a *LimitError.
func (rt *Runtime) ParseJSON(data []byte) (Value, error) {
	var out Value
	err := rt.do(func() error {
		parse := rt.obj.Language().ParseJSON
		if parse == nil {
			return errNoJSON
		}
		v, err := parse(rt.obj, data)
		if err == nil {
			out = rt.value(v)
		}
		return err
	})
	return out, err
}

// JSON returns v as JSON.stringify gives it, in UTF-8. It runs toJSON methods, getters and
// traps of proxies: an error is an *Exception, as for what contains itself or a BigInt, or a
// *LimitError. What has no form in JSON (undefined, functions, symbols) is an error too.
func (v Value) JSON() ([]byte, error) { return v.AppendJSON(nil) }

// AppendJSON appends what JSON returns to dst, and returns that. After an error it is dst.
func (v Value) AppendJSON(dst []byte) ([]byte, error) {
	if v.rt == nil {
		return dst, noJSONForm(heap.Undefined)
	}
	if err := v.usable(); err != nil {
		return dst, err
	}
	out := dst
	err := v.rt.do(func() error {
		write := v.rt.obj.Language().AppendJSON
		if write == nil {
			return errNoJSON
		}
		text, written, err := write(v.rt.obj, dst, v.v)
		switch {
		case err != nil:
			return err
		case !written:
			return noJSONForm(v.v)
		}
		out = text
		return nil
	})
	return out, err
}

func noJSONForm(v heap.Value) error {
	what := "undefined"
	switch {
	case v.IsSymbol():
		what = "a symbol"
	case v.IsObject() && v.Object().IsCallable():
		what = "a function"
	case v.IsObject():
		what = "what toJSON returns"
	}
	return fmt.Errorf("kiln: %s has no form in JSON", what)
}
