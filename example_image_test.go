package kiln_test

import (
	"fmt"
	"sync"

	"github.com/kilnjs/kiln"
)

// A library is loaded once; each runtime of the image begins with it.
func ExampleImage() {
	prepared, _ := kiln.New(kiln.Options{})
	_, err := prepared.RunString("library.js", "var calls = 0; function hello(name) { return `hello ${name}, call ${++calls}` }")
	if err != nil {
		fmt.Println(err)
		return
	}
	img, err := prepared.Image()
	if err != nil {
		fmt.Println(err)
		return
	}
	answers := make([]string, 3)
	var all sync.WaitGroup
	for i, name := range []string{"Ada", "Grace", "Barbara"} {
		all.Go(func() {
			rt, err := img.New(kiln.Options{Limits: kiln.Limits{Fuel: 1000}})
			if err != nil {
				answers[i] = err.Error()
				return
			}
			v, err := rt.RunString("request.js", fmt.Sprintf("hello(%q)", name))
			if err != nil {
				answers[i] = err.Error()
				return
			}
			answers[i] = v.String()
		})
	}
	all.Wait()
	for _, answer := range answers {
		fmt.Println(answer)
	}
	// Output:
	// hello Ada, call 1
	// hello Grace, call 1
	// hello Barbara, call 1
}
