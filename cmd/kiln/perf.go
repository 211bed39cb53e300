package main

import (
	"fmt"
	"os"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/prof/perf"
)

// perfFlags name machine code for perf.
type perfFlags struct {
	PerfMap bool   `help:"Name machine code for Linux perf, in /tmp/perf-PID.map."`
	Jitdump string `placeholder:"DIR" help:"Write machine code with its lines to DIR/jit-PID.dump, for perf record -k mono and perf inject --jit."`
}

// start begins to name the code of rt. What it returns ends that; err is how the run
// ended, which goes before what goes wrong here.
func (p perfFlags) start(rt *kiln.Runtime) (stop func(err error) error, err error) {
	if !p.PerfMap && p.Jitdump == "" {
		return func(err error) error { return err }, nil
	}
	end, err := perf.Start(rt, perf.Options{Map: p.PerfMap, Dump: p.Jitdump})
	if err != nil {
		return nil, usageError("%v", err)
	}
	return func(err error) error {
		failed := end()
		if err == nil {
			return failed
		}
		if failed != nil {
			fmt.Fprintln(os.Stderr, "kiln:", failed)
		}
		return err
	}, nil
}
