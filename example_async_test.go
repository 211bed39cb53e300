package kiln_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// A function that answers later runs on a goroutine; scripts get a promise.
func ExampleAsync() {
	rt, _ := kiln.New(kiln.Options{})
	_ = rt.Set("lookup", kiln.Async(func(ctx context.Context, name string) (string, error) {
		if name == "" {
			return "", errors.New("no name")
		}
		return name + ".example", nil
	}))
	v, _ := rt.RunString("main.js", `Promise.all(["a", "b", ""].map(n => lookup(n).catch(e => e.message))).then(String)`)
	v, err := rt.Await(context.Background(), v)
	fmt.Println(v, err)
	// Output: a.example,b.example,no name <nil>
}

func ExampleRuntime_NewPromise() {
	rt, _ := kiln.New(kiln.Options{})
	promise, resolve, _ := rt.NewPromise()
	_ = rt.Set("ready", promise)
	_, _ = rt.RunString("main.js", "var seen; ready.then(x => seen = x)")
	go resolve("from another goroutine")
	err := rt.RunLoop() // waits for the promise
	seen, _ := rt.Get("seen")
	fmt.Println(seen, err)
	// Output: from another goroutine <nil>
}

func ExampleRuntime_Await() {
	rt, _ := kiln.New(kiln.Options{Libraries: []*kiln.Library{web.Timers()}})
	v, _ := rt.RunString("main.js", "new Promise(resolve => setTimeout(resolve, 1, 'later'))")
	fmt.Println(rt.Await(context.Background(), v))
	v, _ = rt.RunString("main.js", "new Promise(() => {})")
	_, err := rt.Await(context.Background(), v)
	fmt.Println(err)
	// Output:
	// later <nil>
	// kiln: the promise is pending and nothing is left that could settle it
}

// RunContext ends a script with its context.
func ExampleRuntime_RunContext() {
	rt, _ := kiln.New(kiln.Options{})
	endless, _ := kiln.Compile("endless.js", "for (;;);", kiln.Script)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	_, err := rt.RunContext(ctx, endless)
	fmt.Println(err, errors.Is(err, context.DeadlineExceeded))
	// Output: time limit exceeded true
}

// A context becomes an AbortSignal, and an AbortSignal a context.
func ExampleRuntime_SignalContext() {
	rt, _ := kiln.New(kiln.Options{Libraries: []*kiln.Library{web.Events()}})
	_, _ = rt.RunString("main.js", "var controller = new AbortController()")
	signal, _ := rt.RunString("main.js", "controller.signal")
	ctx, cancel, _ := rt.SignalContext(context.Background(), signal)
	defer cancel()
	_, _ = rt.RunString("main.js", "controller.abort(new Error('enough'))")
	<-ctx.Done()
	fmt.Println(context.Cause(ctx))
	// Output: Error: enough
}

func ExampleRuntime_PostCall() {
	rt, _ := kiln.New(kiln.Options{})
	_, _ = rt.RunString("main.js", "let sum = 0; var add = n => { sum += n }")
	add, _ := rt.Get("add")
	release := rt.Hold() // the loop waits for who posts
	go func() {
		defer release()
		for i := range 10 {
			rt.PostCall(add, nil, i)
		}
	}()
	err := rt.RunLoop()
	sum, _ := rt.Get("sum")
	fmt.Println(sum, err)
	// Output: 45 <nil>
}

func ExampleRuntime_OnUnhandledRejection() {
	rt, _ := kiln.New(kiln.Options{})
	rt.OnUnhandledRejection(func(promise, reason kiln.Value) error {
		fmt.Println("nobody handles", reason)
		return nil // the loop goes on
	})
	_, _ = rt.RunString("main.js", "Promise.reject('this')")
	fmt.Println(rt.RunLoop())
	// Output:
	// nobody handles this
	// <nil>
}
