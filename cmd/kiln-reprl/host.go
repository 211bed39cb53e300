package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/watch"
)

// Exit statuses of a script, as those of the command kiln.
const (
	statusThrown = 1
	statusSyntax = 2
	statusTime   = 124
	statusMemory = 137
)

// host runs scripts, each in a runtime of its own.
type host struct {
	options kiln.Options
	timeout time.Duration
	output  io.Writer // what FUZZILLI_PRINT writes to
	edges   coverage
}

// execute runs one script and its jobs and returns the exit status.
func (h *host) execute(source string) uint8 {
	options := h.options
	options.Watch = watch.New()
	totals := watch.Count(options.Watch, watch.Tiers)
	rt, err := kiln.New(options)
	if err != nil {
		panic(err)
	}
	h.install(rt)
	h.edges.begin()
	rt.SetDeadline(time.Now().Add(h.timeout))
	_, err = rt.RunString("fuzz.js", source)
	if err == nil {
		err = rt.RunLoop()
	}
	h.edges.end(rt, totals)
	return statusOf(err)
}

// statusOf returns the exit status for the error that ended a script. A defect
// of the engine ends the process.
func statusOf(err error) uint8 {
	var (
		internal *kiln.InternalError
		syntax   *kiln.SyntaxError
		limit    *kiln.LimitError
	)
	switch {
	case err == nil:
		return 0
	case errors.As(err, &internal):
		panic(fmt.Sprintf("%v\n%s", internal, internal.Stack))
	case errors.As(err, &syntax):
		fmt.Fprintln(os.Stderr, syntax)
		return statusSyntax
	case errors.As(err, &limit):
		fmt.Fprintln(os.Stderr, limit)
		switch limit.Kind {
		case kiln.LimitMemory:
			return statusMemory
		case kiln.LimitExit:
			return uint8(limit.Code)
		}
		return statusTime
	}
	fmt.Fprintln(os.Stderr, err)
	return statusThrown
}

// install adds the functions that fuzzers call: fuzzilli, print and gc.
func (h *host) install(rt *kiln.Runtime) {
	rt.Object().Realms[0].InstallGlobals([]object.Row{
		{Name: "fuzzilli", Length: 2, Fn: h.fuzzilli},
		{Name: "print", Length: 1, Fn: print},
		{Name: "gc", Fn: collect},
	})
}

// fuzzilli does what its first argument says: FUZZILLI_CRASH breaks the engine in
// the way of the second argument, FUZZILLI_PRINT sends the second argument to the
// fuzzer as a line.
func (h *host) fuzzilli(c *object.Call) (heap.Value, error) {
	command, err := c.RT.ToGoString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	switch command {
	case "FUZZILLI_CRASH":
		kind, err := c.RT.ToNumber(c.Arg(1))
		if err != nil {
			return heap.Undefined, err
		}
		crash(int(kind))
	case "FUZZILLI_PRINT":
		text, err := c.RT.ToGoString(c.Arg(1))
		if err != nil {
			return heap.Undefined, err
		}
		// A fuzzer that does not listen is no reason to end the script.
		_, _ = fmt.Fprintln(h.output, text)
	}
	return heap.Undefined, nil
}

// crash tests that the fuzzer sees what goes wrong: 0 is a panic on a goroutine
// of its own, which nothing recovers, 1 a failed check in the engine, 2 a nil
// pointer in the engine. Others do nothing.
func crash(kind int) {
	switch kind {
	case 0:
		go func() { panic("FUZZILLI_CRASH") }()
		select {}
	case 1:
		panic("FUZZILLI_CRASH: a check failed")
	case 2:
		var h *host
		h.timeout = 0
	}
}

func print(c *object.Call) (heap.Value, error) {
	text, err := c.RT.ToGoString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	_, err = fmt.Fprintln(c.RT.Stdout, text)
	return heap.Undefined, err
}

func collect(c *object.Call) (heap.Value, error) {
	c.RT.Heap.Collect(true)
	return heap.Undefined, nil
}
