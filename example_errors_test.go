package kiln_test

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/kilnjs/kiln"
)

// What a script throws comes with the frames of its stack, Go functions among them.
func ExampleException() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	open := rt.NewFunction("open", 1, func(c kiln.Call) (kiln.Value, error) {
		return kiln.Value{}, &fs.PathError{Op: "open", Path: c.Arg(0).String(), Err: fs.ErrNotExist}
	})
	if err := rt.Set("open", open); err != nil {
		panic(err)
	}
	_, err = rt.RunString("main.js", `
		function load(name) {
			return open(name);
		}
		load("settings.json");`)
	var e *kiln.Exception
	if errors.As(err, &e) {
		fmt.Println(e.Message)
		for _, f := range e.Frames {
			if f.GoFunction == "" {
				fmt.Println("at", f)
			} else {
				fmt.Println("at", f.Function, "in Go")
			}
		}
	}
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	// Output:
	// open settings.json: file does not exist
	// at open in Go
	// at load (main.js:3:11)
	// at main.js:5:3
	// true
}

// A Go function that panics ends the script, which cannot catch it. The runtime stays usable.
func ExampleInternalError() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	crash := rt.NewFunction("crash", 0, func(kiln.Call) (kiln.Value, error) { panic("out of ideas") })
	if err := rt.Set("crash", crash); err != nil {
		panic(err)
	}
	_, err = rt.RunString("main.js", "try { crash() } catch { 'caught' }")
	var internal *kiln.InternalError
	if errors.As(err, &internal) {
		fmt.Println(internal, internal.Callback, internal.Frames[1])
	}
	fmt.Println(rt.RunString("main.js", "1 + 1"))
	// Output:
	// a Go function panicked: out of ideas true main.js:1:7
	// 2 <nil>
}
