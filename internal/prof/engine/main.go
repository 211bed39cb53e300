// Engine runs a script and writes a profile of what Kiln itself does meanwhile,
// for `go tool pprof` or `go tool trace`:
//
//	go run ./internal/prof/engine --mode=cpu --tier=bytecode script.js
//	go tool pprof -top cpu.pprof
//
// Unlike kiln run --engine-profile it can repeat the script.
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/alecthomas/kong"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/prof"
	"github.com/kilnjs/kiln/pkg/web"
)

type command struct {
	Mode   string `default:"cpu" help:"What to profile: allocs, block, cpu, goroutine, heap, mutex or trace."`
	Dir    string `default:"." help:"Folder for the profile."`
	Tier   string `default:"auto" help:"Tier to run in: interp, bytecode, native or auto."`
	Repeat int    `default:"1" help:"How often to run the script, each time in a new runtime."`
	File   string `arg:"" help:"Script to run."`
}

func main() {
	var c command
	kong.Parse(&c, kong.Name("engine"), kong.Description("Run a script under a profile of the engine."))
	if err := c.run(); err != nil {
		fmt.Fprintln(os.Stderr, "engine:", err)
		os.Exit(1)
	}
}

func (c *command) run() error {
	tier, err := kiln.ParseTier(c.Tier)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	stop, err := prof.Start(c.Mode, c.Dir)
	if err != nil {
		return err
	}
	defer stop()
	for range c.Repeat {
		rt, err := kiln.New(kiln.Options{Tier: tier, Stdout: os.Stdout, Stderr: os.Stderr, Libraries: web.All(), ClockResolution: time.Nanosecond})
		if err != nil {
			return err
		}
		if _, err := rt.RunString(c.File, string(text)); err != nil {
			return err
		}
		if err := rt.RunLoop(); err != nil {
			return err
		}
	}
	return nil
}
