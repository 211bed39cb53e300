// Kiln-reprl runs scripts for fuzzers that speak REPRL, the protocol of
// Fuzzilli: read, evaluate, print, reset, loop.
//
//	kiln-reprl --tier=auto --thresholds=2,5,4,10
//
// The fuzzer starts it with pipes at file descriptors 100 to 103 and, for
// coverage, the name of shared memory in SHM_ID. Each script runs in a runtime of
// its own. A panic of the engine, caught or not, ends the process with SIGABRT, so
// that the fuzzer sees a crash. The README beside this file says how to run Fuzzilli.
//
// Where coverage comes from is decided when the command is built: with the tag
// reprlcover from the counters that the Go compiler puts at each edge of Kiln's
// own code, else from what the engine counts (see counters_engine.go).
package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"github.com/alecthomas/kong"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

type options struct {
	Tier       string        `default:"auto" help:"Tier to run in: interp, bytecode, native or auto."`
	Thresholds string        `default:"2,5,4,10" help:"Promotion thresholds: T1CALLS,T1TURNS,T2CALLS,T2TURNS."`
	MaxHeap    int64         `default:"128" help:"Memory limit of a script (megabytes)."`
	Timeout    time.Duration `default:"10s" help:"Time limit of a script; the fuzzer should have a shorter one."`
}

func main() {
	var o options
	kong.Parse(&o, kong.Name("kiln-reprl"), kong.Description("Run scripts for a fuzzer that speaks REPRL."))
	if err := o.run(); err != nil {
		fmt.Fprintln(os.Stderr, "kiln-reprl:", err)
		os.Exit(1)
	}
}

func (o *options) run() error {
	// A panic that nobody recovers ends the process with a signal.
	debug.SetTraceback("crash")
	tier, err := kiln.ParseTier(o.Tier)
	if err != nil {
		return err
	}
	thresholds, err := kiln.ParseThresholds(o.Thresholds)
	if err != nil {
		return err
	}
	h := &host{
		options: kiln.Options{Tier: tier, Thresholds: thresholds, MaxHeap: o.MaxHeap << 20, Stdout: os.Stdout, Stderr: os.Stderr, Libraries: web.All()},
		timeout: o.Timeout,
		output:  os.NewFile(dataOut, "REPRL data"),
		edges:   noCoverage{},
	}
	if id := os.Getenv("SHM_ID"); id != "" {
		if h.edges, err = openCoverage(id); err != nil {
			return err
		}
	}
	c := &channel{
		in:   os.NewFile(controlIn, "REPRL control"),
		out:  os.NewFile(controlOut, "REPRL control"),
		data: os.NewFile(dataIn, "REPRL data"),
	}
	return c.serve(h.execute)
}
