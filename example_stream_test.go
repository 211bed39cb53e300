package kiln_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// A script reads bytes of Go and writes them to Go, as fast as both sides are.
func ExampleReadableStream() {
	rt, _ := kiln.New(kiln.Options{Libraries: web.All()})
	_ = rt.Set("input", kiln.ReadableStream(strings.NewReader("from go to script and back\n")))
	_ = rt.Set("output", kiln.WritableStream(struct{ io.Writer }{os.Stdout})) // which the script cannot close
	v, err := rt.RunString("main.js", `
		const shout = new TransformStream({
			transform(bytes, c) { c.enqueue(bytes.map(b => b >= 97 && b <= 122 ? b - 32 : b)) },
		});
		input.pipeThrough(shout).pipeTo(output)`)
	if err == nil {
		_, err = rt.Await(context.Background(), v)
	}
	fmt.Println(err)
	// Output:
	// FROM GO TO SCRIPT AND BACK
	// <nil>
}

// Go reads what a script makes, on a goroutine, while the event loop runs.
func ExampleValue_Reader() {
	rt, _ := kiln.New(kiln.Options{Libraries: web.All()})
	v, _ := rt.RunString("main.js", `ReadableStream.from(["one ", "two ", "three"])`)
	r, err := v.Reader(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	text := make(chan string, 1)
	go func() {
		defer r.Close()
		all, err := io.ReadAll(r)
		text <- fmt.Sprintln(string(all), err)
	}()
	_ = rt.RunLoop()
	fmt.Print(<-text)
	// Output: one two three <nil>
}
