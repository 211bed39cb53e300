package main

import (
	"fmt"
	"io"
	"time"

	"github.com/kilnjs/kiln/internal/bench"
)

// benchProgress shows how far a measurement is: on a terminal a line that is written over,
// and a line for each program once it has been run in all engines.
type benchProgress struct {
	out      io.Writer
	terminal bool
	shown    bool // the line has something in it
}

func newBenchProgress(out io.Writer, terminal bool) *benchProgress {
	return &benchProgress{out: out, terminal: terminal}
}

// clearLine takes what stands in the line of a terminal away.
const clearLine = "\r\x1b[K"

func (p *benchProgress) begin(at bench.Progress) {
	if !p.terminal {
		return
	}
	left := ""
	if at.Left > 0 {
		left = fmt.Sprintf(", about %v left", at.Left.Round(time.Second))
	}
	fmt.Fprintf(p.out, "%s%d of %d: %s in %s%s", clearLine, at.Done+1, at.Total, at.Program, at.Engine, left)
	p.shown = true
}

// first shows a first look, in milliseconds.
func (p *benchProgress) first(results []*bench.Result) {
	p.wipe()
	fmt.Fprintln(p.out, bench.FirstLook(results))
}

func (p *benchProgress) end() {
	p.wipe()
	fmt.Fprintln(p.out)
}

func (p *benchProgress) wipe() {
	if p.shown {
		fmt.Fprint(p.out, clearLine)
		p.shown = false
	}
}
