package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/snapshot"
	"github.com/kilnjs/kiln/internal/snapshot/take"
	"github.com/kilnjs/kiln/pkg/watch"
)

// snapshotSuffix is that of the names of files with snapshots.
const snapshotSuffix = ".heapsnapshot"

// snapshotFunction is what scripts call for a snapshot with --at=call.
const snapshotFunction = "heapSnapshot"

type heapCommand struct {
	runCommand

	Out   string   `name:"output" aliases:"out" short:"o" placeholder:"FILE" help:"Write the snapshot to FILE, for Chrome DevTools (.heapsnapshot)."`
	At    string   `default:"end" placeholder:"WHEN" help:"When to look: end (when the event loop has nothing left), a time such as 500ms after the start (the script goes on then), or call (whenever the script calls heapSnapshot())."`
	Paths []string `sep:"none" placeholder:"NAME" help:"Show what holds the objects of a constructor, a function by name, or @ID; may be repeated."`
	Diff  string   `placeholder:"A" help:"Show what has changed from snapshot A to the snapshot that FILE is, or that is taken of it."`
	Top   int      `default:"20" help:"Rows of the table; 0 for all."`
	JSON  bool     `name:"json" help:"Print JSON."`

	after   time.Duration // of --at; 0: not after a time
	taker   *take.Taker
	taken   int
	last    *snapshot.Snapshot
	before  *snapshot.Snapshot // of --diff
	failure error              // of the first snapshot that could not be written or shown
	release func()
}

// Help is what kiln heap --help says beyond the flags.
func (heapCommand) Help() string {
	return `Runs a script and shows what its heap holds: how many objects each constructor has made
that are alive, what they take by themselves (shallow) and what would be free without them
(retained). What the script prints goes to standard error. A FILE whose name ends in
.heapsnapshot is a snapshot already, of Kiln, Node or Chrome, and is read instead.

  kiln heap --output=app.heapsnapshot app.js    write a snapshot too
  kiln heap --paths=Session app.js              what holds the sessions
  kiln heap --at=call -o a.heapsnapshot app.js  several: a.heapsnapshot, a-2.heapsnapshot …
  kiln heap --diff a.heapsnapshot a-2.heapsnapshot  what has come and gone in between

A script that throws or is ended by a limit is looked at all the same, and gives its own
exit status.`
}

// Run takes snapshots of a script, or reads one.
func (c *heapCommand) Run() error {
	if c.Prof != "" {
		return usageError("--prof is a flag of kiln run")
	}
	if c.Top < 0 {
		return usageError("--top must not be negative")
	}
	if c.Diff != "" {
		var err error
		if c.before, err = readSnapshot(c.Diff); err != nil {
			return err
		}
	}
	if len(c.Args) > 0 && strings.HasSuffix(c.Args[0], snapshotSuffix) {
		if len(c.Args) > 1 {
			return usageError("%s is a snapshot and takes no arguments; flags stand before it", c.Args[0])
		}
		s, err := readSnapshot(c.Args[0])
		if err != nil {
			return err
		}
		return c.show(s)
	}
	switch after, err := time.ParseDuration(c.At); {
	case c.At == "end" || c.At == "call":
	case err != nil || after <= 0:
		return usageError("--at=%s is neither end nor call nor a time such as 500ms", c.At)
	default:
		c.after = after
	}
	c.stdout = os.Stderr
	c.attend = c
	ended := c.run()
	if c.failure != nil {
		return c.failure
	}
	if c.last == nil {
		switch {
		case ended != nil: // before there was a heap to look at
		case c.At == "call":
			ended = usageError("the script has never called %s()", snapshotFunction)
		default:
			ended = usageError("the script had ended before %s were over", c.At)
		}
		return ended
	}
	if c.after == 0 {
		if err := c.show(c.last); err != nil {
			return err
		}
	}
	return ended
}

// prepare gives scripts the function that takes snapshots.
func (c *heapCommand) prepare(o *kiln.Options) {
	if c.At != "call" {
		return
	}
	o.Libraries = append(o.Libraries, take.Library(snapshotFunction, c.take))
}

// begin is called with the runtime before the script runs.
func (c *heapCommand) begin(rt *kiln.Runtime) {
	c.taker = take.New(rt.Object(), c.At == "call")
	c.release = interruptible(rt)
	if c.after == 0 {
		return
	}
	var due atomic.Bool
	look := func() {
		if due.CompareAndSwap(true, false) {
			c.take()
			if err := c.show(c.last); err != nil && c.failure == nil {
				c.failure = err
			}
		}
	}
	rt.Object().Watch.Listen(watch.Slices, func(*watch.Event) { look() })
	time.AfterFunc(c.after, func() {
		due.Store(true)
		rt.Post(func() error { look(); return nil }) // if the event loop waits
	})
}

// end is called when the script has ended.
func (c *heapCommand) end(rt *kiln.Runtime, err error) {
	c.release()
	var exit *exitError
	ran := !errors.As(err, &exit) || exit.status != exitSyntax
	if c.At == "end" && ran && rt.Object().Dead() == nil {
		c.take()
	}
}

// take takes a snapshot and writes it if a file was named.
func (c *heapCommand) take() {
	c.last = c.taker.Take()
	c.taken++
	if c.Out == "" {
		return
	}
	name := c.Out
	if c.taken > 1 {
		ext := filepath.Ext(name)
		name = strings.TrimSuffix(name, ext) + "-" + strconv.Itoa(c.taken) + ext
	}
	if err := writeFile(name, c.last.Write); err != nil && c.failure == nil {
		c.failure = err
	}
}

func readSnapshot(name string) (*snapshot.Snapshot, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, usageError("%v", err)
	}
	defer f.Close()
	s, err := snapshot.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// show prints what a snapshot tells, or what has changed since another.
func (c *heapCommand) show(s *snapshot.Snapshot) error {
	var view interface{ WriteText(io.Writer, int) error }
	if c.before != nil {
		view = snapshot.Compare(c.before, s)
	} else {
		report, err := s.Report(c.Paths)
		if err != nil {
			return usageError("%v", err)
		}
		view = report
	}
	if !c.JSON {
		return view.WriteText(os.Stdout, c.Top)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	return out.Encode(view)
}
