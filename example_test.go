package kiln_test

import (
	"errors"
	"fmt"
	"os"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// A runtime knows the language and nothing else; console and timers are libraries that
// one asks for.
func Example() {
	rt, err := kiln.New(kiln.Options{Stdout: os.Stdout, Libraries: web.All()})
	if err != nil {
		panic(err)
	}
	sum, err := rt.RunString("sum.js", `
		setTimeout(() => console.log("later"), 1)
		let sum = 0
		for (let i = 1; i <= 100; i++) sum += i
		sum`)
	if err != nil {
		panic(err)
	}
	fmt.Println(sum.Export())
	if err := rt.RunLoop(); err != nil {
		panic(err)
	}
	// Output:
	// 5050
	// later
}

// What a script throws, and what a limit ends, are errors of their own types. A script
// cannot catch the end that a limit makes.
func ExampleRuntime_RunString_errors() {
	rt, err := kiln.New(kiln.Options{MaxHeap: 64 << 20})
	if err != nil {
		panic(err)
	}
	_, err = rt.RunString("throws.js", "null.x")
	var thrown *kiln.Exception
	fmt.Println(errors.As(err, &thrown), thrown)

	rt.SetFuel(1000)
	_, err = rt.RunString("endless.js", "for (;;) try { for (;;); } catch {}")
	var limit *kiln.LimitError
	fmt.Println(errors.As(err, &limit), limit)
	// Output:
	// true TypeError: Cannot read properties of null (reading 'x')
	// true fuel used up
}

// Compiled programs hold no values: many runtimes may run one.
func ExampleCompile() {
	program, err := kiln.Compile("twice.js", "globalThis.n = (globalThis.n ?? 1) * 2", kiln.Script)
	if err != nil {
		panic(err)
	}
	for range 2 {
		rt, err := kiln.New(kiln.Options{})
		if err != nil {
			panic(err)
		}
		for range 3 {
			n, err := rt.Run(program)
			if err != nil {
				panic(err)
			}
			fmt.Print(n.Export(), " ")
		}
	}
	// Output: 2 4 8 2 4 8
}

// modules are the texts of modules by name.
type modules map[string]string

func (m modules) Resolve(specifier, _ string) (string, error) { return specifier, nil }

func (m modules) Read(name string) ([]byte, error) {
	if text, ok := m[name]; ok {
		return []byte(text), nil
	}
	return nil, fmt.Errorf("there is no module %q", name)
}

// Modules come from where the embedder says.
func ExampleLoader() {
	rt, err := kiln.New(kiln.Options{
		Stdout: os.Stdout, Libraries: web.All(),
		Loader: modules{"main": "import { name } from 'names'; console.log(`hello ${name}`)", "names": "export const name = 'kiln'"},
	})
	if err != nil {
		panic(err)
	}
	_, err = rt.Import("main")
	fmt.Println(err)
	_, err = rt.Import("missing")
	fmt.Println(err)
	// Output:
	// hello kiln
	// <nil>
	// TypeError: Cannot load module 'missing': there is no module "missing"
}

// A stream tells what happens in the runtime, here which functions left the first tier.
func ExampleOptions_watch() {
	stream := watch.New()
	stream.Listen(watch.Of(watch.Promote), func(e *watch.Event) {
		if name := e.Function.FunctionName(); name != "" && e.To == watch.Bytecode {
			fmt.Println(name, "is hot:", e.From, "→", e.To)
		}
	})
	rt, err := kiln.New(kiln.Options{Watch: stream})
	if err != nil {
		panic(err)
	}
	if _, err := rt.RunString("hot.js", "function hot() {} function cold() {} cold(); for (let i = 0; i < 50; i++) hot()"); err != nil {
		panic(err)
	}
	// Output: hot is hot: interp → bytecode
}
