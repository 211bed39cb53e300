package kiln_test

import (
	"context"
	"fmt"

	"github.com/kilnjs/kiln"
)

// A runtime goes back to a checkpoint: nothing is left of what scripts did since.
func ExampleRuntime_Restore() {
	rt, _ := kiln.New(kiln.Options{})
	_, _ = rt.RunString("setup.js", "var greeting = 'hello'")
	cp, err := rt.Checkpoint()
	if err != nil {
		fmt.Println(err)
		return
	}
	_, _ = rt.RunString("guest.js", "greeting = 'bye'; Array.prototype.push = null; var mine = 1")
	if err := rt.Restore(cp); err != nil {
		fmt.Println(err)
		return
	}
	v, _ := rt.RunString("check.js", "[greeting, typeof mine, typeof [].push].join()")
	fmt.Println(v)
	// Output: hello,undefined,function
}

// Each user of a pool finds a runtime as Setup left it.
func ExamplePool() {
	pool, err := kiln.NewPool(kiln.PoolOptions{
		Setup: func(rt *kiln.Runtime) error {
			_, err := rt.RunString("library.js", "var calls = 0; function hello(name) { return `hello ${name}, call ${++calls}` }")
			return err
		},
		MaxLive: 4,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer pool.Close()
	for _, name := range []string{"Ada", "Grace"} {
		err := pool.Do(context.Background(), func(rt *kiln.Runtime) error {
			v, err := rt.RunString("request.js", fmt.Sprintf("hello(%q)", name))
			fmt.Println(v)
			return err
		})
		if err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// hello Ada, call 1
	// hello Grace, call 1
}
