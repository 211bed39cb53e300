// Embedder runs a script, as programs do that want neither the host of test262 nor
// what a browser has.
package main

import "github.com/kilnjs/kiln"

func main() {
	rt, err := kiln.New(kiln.Options{})
	if err == nil {
		_, err = rt.RunString("main.js", "1 + 1")
	}
	if err != nil {
		panic(err)
	}
}
