// Package kiln is the embedding interface of the Kiln JavaScript engine.
//
//	rt, err := kiln.New(kiln.Options{
//		MaxHeap:   64 << 20,
//		Libraries: []*kiln.Library{web.Console()},
//		Stdout:    os.Stdout,
//	})
//	prog, err := kiln.Compile("hello.js", "console.log('hello')", kiln.Script)
//	_, err = rt.Run(prog)
//	err = rt.RunLoop()
//
// Scripts find the objects of ECMA-262, and of a host what Options.Libraries lists:
// nothing, if the embedder does not choose it.
//
// A Runtime belongs to one goroutine at a time. Any other may call Interrupt, Post, PostCall,
// Close, the functions that settle a promise of NewPromise, and those that end a Hold; and
// Async runs Go functions on goroutines of their own. A Program is immutable and may be shared by any number of runtimes.
//
// # Invariants
//
//   - No error of a script leaves as a panic. A panic inside the engine becomes
//     an error at this border and the runtime refuses to run anything after it.
//   - After a limit ended a script the runtime is usable again.
//   - This package is the only one that connects the parts of the engine: tiers,
//     standard library, parser and loader.
//
// It may import everything.
package kiln
