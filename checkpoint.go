package kiln

import (
	"errors"
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/image"
	"github.com/kilnjs/kiln/pkg/tier"
)

// errOver is the error of Values that came into being after the checkpoint to which their
// runtime went back.
var errOver = errors.New("a value from before the runtime was restored")

// Checkpoint is the state of a runtime at a moment: see Runtime.Checkpoint.
type Checkpoint struct {
	rt    *Runtime
	era   uint32
	cells *heap.Checkpoint
	rest  *image.Picture
	code  *tier.Known
}

// Bytes returns what the checkpoint takes, which counts toward the limit of the heap until Go
// has collected the checkpoint, Drop was called or an older one was restored.
func (cp *Checkpoint) Bytes() int64 { return cp.cells.Bytes() }

// Drop ends the checkpoint: what only it kept alive can be collected. Nothing happens to the
// runtime.
func (cp *Checkpoint) Drop() {
	if cp.rest == nil {
		return
	}
	cp.rest = nil
	cp.rt.obj.Heap.DropCheckpoint(cp.cells)
}

// Checkpoint collects garbage and remembers the state of the runtime, so that Restore can bring
// it back any number of times. Everything that a script can reach belongs to it: global
// variables, objects, prototypes and intrinsics, realms, modules, symbols, timers and jobs that
// wait, weak references, the console's counters; code in all tiers with what it has learned.
//
// Not part of it are the limits of the runtime and its fuel, interrupts, its clock, the options,
// what Go objects contain that the embedder has given to scripts, and what scripts have written.
//
// A library of another module that keeps something with the runtime (object.Runtime.SetExt) saves
// it by itself: it has a method SaveState() (restore func()). So may Go values that objects of
// the host stand for (object.Call.NewHostObject).
//
// It is an error while the runtime runs something (in a function that a script has called, or in
// a callback of the event loop) or while Go code works on something that the loop waits for:
// posted callbacks, Hold.
//
// What is alive at the checkpoint lives as long as the checkpoint. It takes as much memory as
// that (Bytes).
func (rt *Runtime) Checkpoint() (*Checkpoint, error) {
	if err := rt.still("checkpoint"); err != nil {
		return nil, err
	}
	if why := rt.obj.Queue.Busy(); why != "" {
		return nil, fmt.Errorf("kiln: checkpoint: %s", why)
	}
	for _, x := range rt.obj.Exts() {
		if _, saves := x.(image.Saver); !saves && x != nil && checkpointRules.Foreign(x) {
			return nil, fmt.Errorf("kiln: checkpoint: a library keeps a %T with the runtime, which has no method SaveState() (restore func())", x)
		}
	}
	rt.obj.Stack.Wipe()
	cp := &Checkpoint{rt: rt, era: rt.eras.now, cells: rt.obj.Heap.Checkpoint()}
	cp.rest = image.Take(checkpointRules, rt, rt.obj, rt.tiers)
	cp.code = rt.tiers.Known(nil)
	rt.eras.now++
	rt.pins.turn(&rt.eras)
	rt.obj.Heap.CountCheckpoint(cp.cells, cp.rest.Bytes())
	return cp, nil
}

// Restore brings the runtime back to the state of a checkpoint of it. Nothing of what scripts
// have done since is left, but that code of the checkpoint stays as fast as it has become. It takes
// time by the size of the state at the checkpoint, not by what has been done since; more when
// code has become hot since, which then is compiled.
//
// Checkpoints taken since are over. So are Values that Go got since: in calls of this package
// they are an error, and otherwise undefined. What was posted to the event loop is dropped;
// functions that Hold has returned do nothing any more.
func (rt *Runtime) Restore(cp *Checkpoint) error {
	switch {
	case cp == nil || cp.rt != rt:
		return errors.New("kiln: restore: the checkpoint is of another runtime")
	case cp.rest == nil:
		return errors.New("kiln: restore: the checkpoint was dropped")
	case rt.eras.over(cp.era):
		return errors.New("kiln: restore: the checkpoint is over: an older one was restored since")
	}
	if err := rt.still("restore"); err != nil {
		return err
	}
	rt.obj.Stack.Wipe()
	rt.obj.Queue.Forget()
	learned := rt.tiers.Notes(cp.code, cp.cells)
	rt.obj.Heap.Restore(cp.cells, cp.rest.Restore)
	rt.eras.back(cp.era)
	rt.pins.turn(&rt.eras)
	rt.endStreams()
	if learned != nil {
		cp.teach(learned)
	}
	if len(rt.classes.released) > 0 {
		rt.obj.Queue.Post(rt.classes.finalize)
	}
	return nil
}

// teach makes the code of the runtime, which is back at the checkpoint, know what it has
// learned since, and makes that part of the checkpoint.
func (cp *Checkpoint) teach(learned *tier.Notes) {
	rt, old := cp.rt, cp.cells
	cp.cells = rt.tiers.Teach(learned)
	cp.rest = image.Take(checkpointRules, rt, rt.obj, rt.tiers)
	cp.code = rt.tiers.Known(cp.code)
	rt.obj.Heap.CountCheckpoint(cp.cells, cp.rest.Bytes())
	rt.obj.Heap.DropCheckpoint(old)
}

// still returns an error unless the runtime does nothing.
func (rt *Runtime) still(what string) error {
	if err := rt.obj.Dead(); err != nil {
		return fmt.Errorf("kiln: %s: %w", what, err)
	}
	why := rt.obj.Heap.Busy()
	if rt.depth > 0 || rt.obj.Stack.GoDepth > 0 || rt.obj.Queue.Running() {
		why = "the runtime is running"
	}
	if why != "" {
		return fmt.Errorf("kiln: %s: %s", what, why)
	}
	return nil
}

// eras number the time between checkpoints and restores. What came into being in one is over
// when the runtime has gone back to before it.
type eras struct {
	now  uint32
	gone [][2]uint32 // the first and the last of those that are over, in order
}

// over reports whether an era is.
func (e *eras) over(n uint32) bool {
	for i := len(e.gone) - 1; i >= 0 && n <= e.gone[i][1]; i-- {
		if n >= e.gone[i][0] {
			return true
		}
	}
	return false
}

// back begins an era that follows era n.
func (e *eras) back(n uint32) {
	for len(e.gone) > 0 && e.gone[len(e.gone)-1][0] > n {
		e.gone = e.gone[:len(e.gone)-1]
	}
	e.gone = append(e.gone, [2]uint32{n + 1, e.now})
	e.now++
}
