package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/host262"
	"github.com/kilnjs/kiln/pkg/queue"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// job is one execution of a program.
type job struct {
	Source string
	Mode   string
	// Terse asks for output that another engine can be compared with.
	Terse   bool
	Timeout time.Duration
}

// outcome is what one execution showed.
type outcome struct {
	// Output is what was printed, and how the program ended.
	Output string
	// Internal is the panic of the engine, if there was one.
	Internal string
	// Crash is what the process said when it died, Hang that it did not stop.
	Crash string
	Hang  bool
	// Limited is true when the program ran into a limit: it proves nothing then.
	Limited bool
	// Invalid is true when the program did not parse.
	Invalid bool
	// Machine is true when code was promoted to machine code.
	Machine bool
}

// What a program may take: memory, and calls and turns of loops.
const (
	heapOfProgram = 96 << 20
	fuelOfProgram = 2_000_000
)

// work answers jobs on the standard input, one line of JSON each, until it ends.
func work() error {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for {
		text, err := in.ReadBytes('\n')
		if err != nil {
			return nil
		}
		var j job
		if err := json.Unmarshal(text, &j); err != nil {
			return err
		}
		if err := out.Encode(execute(&j)); err != nil {
			return err
		}
	}
}

// maxOutput is how much of what a program prints is kept.
const maxOutput = 4 << 20

// capped keeps the beginning of what is written.
type capped struct{ bytes.Buffer }

func (c *capped) Write(p []byte) (int, error) {
	if c.Len() < maxOutput {
		return c.Buffer.Write(p)
	}
	return len(p), nil
}

// execute runs one program in a runtime of its own.
func execute(j *job) outcome {
	m := modeNamed(j.Mode)
	var printed capped
	stream := watch.New()
	totals := watch.Count(stream, watch.Of(watch.Promote, watch.Replace))
	rt, err := host262.New(kiln.Options{
		Tier: m.Tier, Thresholds: m.Thresholds, MaxHeap: heapOfProgram, Stdout: &printed, Watch: stream, Libraries: web.All(),
		Clock: &queue.VirtualClock{}, // what the time is must not differ
	})
	if err != nil {
		return outcome{Internal: err.Error()}
	}
	rt.SetDeadline(time.Now().Add(j.Timeout))
	rt.SetFuel(fuelOfProgram)
	if j.Terse {
		_, err = rt.RunString("terse.js", "globalThis.terse = true;")
	}
	if err == nil {
		_, err = rt.RunString("generated.js", j.Source)
	}
	var exception *kiln.Exception
	if errors.As(err, &exception) {
		// Jobs run all the same, as they do in an embedder that goes on.
		fmt.Fprintln(&printed, "uncaught", describe(exception, j.Terse))
		err = nil
	}
	if err == nil {
		err = rt.RunLoop()
	}
	o := outcome{Machine: totals.Of(watch.Promote, watch.Native)+totals.Of(watch.Replace, watch.Native) > 0}
	var (
		limit    *kiln.LimitError
		internal *kiln.InternalError
		syntax   *kiln.SyntaxError
	)
	switch {
	case errors.As(err, &limit):
		o.Limited = true
	case errors.As(err, &internal):
		o.Internal = fmt.Sprintf("%v\n%s", internal.Panic, internal.Stack)
	case errors.As(err, &syntax):
		o.Invalid = true
	case errors.As(err, &exception):
		fmt.Fprintln(&printed, "uncaught", describe(exception, j.Terse))
	case err != nil:
		fmt.Fprintln(&printed, err)
	}
	o.Output = printed.String()
	return o
}

func describe(e *kiln.Exception, terse bool) string {
	if terse && e.Name != "" {
		return e.Name
	}
	return e.Error()
}
