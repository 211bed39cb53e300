// Embedder runs a script, as programs do that know nothing of test262.
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
