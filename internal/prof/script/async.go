package script

import (
	"fmt"
	"slices"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// What leads from a stack to one that it has caused, as functions between them.
const (
	Awaited = "(await)" // an async function goes on after what it has awaited
	Then    = "(then)"  // a reaction to a promise, or another job
	Timer   = "(timer)" // the callback of a timer
	Task    = "(task)"  // another callback of the event loop
)

// maxCauses is how many stacks stand below each other at most.
const maxCauses = 16

// causes knows which stack has put into the queues what runs now, and what waits there.
type causes struct {
	book                *book
	jobs, tasks, timers map[uint64]int // nodes by id
	fired               uint64         // the timer whose task is added next
	once                bool           // it is gone then
	known               map[int]cause  // by node
}

// cause is a stack with what it has caused on top of it.
type cause struct {
	below int   // the node of the cause of that stack, 0: none
	own   []int // its frames alone, and the last word
	depth int
}

func newCauses(b *book) *causes {
	return &causes{book: b, jobs: map[uint64]int{}, tasks: map[uint64]int{}, timers: map[uint64]int{}, known: map[int]cause{}}
}

// hear keeps the books of an event; base, on which stacks stand, changes with it.
func (c *causes) hear(e *watch.Event) {
	switch e.Kind {
	case watch.AddJob:
		word := Then
		if e.Reason == "await" {
			word = Awaited
		}
		c.jobs[e.ID] = c.here(word)
	case watch.AddTask:
		if cause, ok := c.timers[c.fired]; ok && c.fired != 0 {
			c.tasks[e.ID] = cause
		} else {
			c.tasks[e.ID] = c.here(Task)
		}
		if c.once {
			delete(c.timers, c.fired)
		}
		c.fired = 0
	case watch.AddTimer:
		c.timers[e.ID] = c.here(Timer)
	case watch.FireTimer:
		c.fired, c.once = e.ID, e.Interval < 0
	case watch.RemoveTimer:
		delete(c.timers, e.ID)
	case watch.BeginJob:
		c.book.base = c.jobs[e.ID]
	case watch.BeginTask:
		c.book.base = c.tasks[e.ID]
	case watch.EndJob:
		delete(c.jobs, e.ID)
		c.book.base = 0
	case watch.EndTask:
		delete(c.tasks, e.ID)
		c.book.base = 0
	}
}

// here returns the node of the running stack with a word on top. Where the same frames
// have led to the same before, as in a loop that awaits, it is that node again.
func (c *causes) here(word string) int {
	b := c.book
	var own []int
	b.rt.WalkFrames(func(callee heap.Value, pos int32, tier object.Tier) bool {
		if callee.IsObject() && callee.Object().Class() == heap.ClassFunction {
			f := b.profile.Frames[b.frame(callee, b.rt.CodeOf(callee.Object()), pos, tier)]
			own = append(own, b.at(f.Func, f.Line, f.Col, NoTier)) // it does not run
		}
		return len(own) < maxDepth
	})
	slices.Reverse(own)
	own = append(own, b.at(b.function(Func{Name: word, Kind: Engine}), 0, 0, NoTier))
	for n := b.base; n != 0; n = c.known[n].below {
		if slices.Equal(c.known[n].own, own) {
			return n
		}
	}
	depth := 1
	if b.base != 0 {
		if depth += c.known[b.base].depth; depth > maxCauses {
			return b.base
		}
	}
	node := b.base
	for _, f := range own {
		node = b.node(node, f)
	}
	c.known[node] = cause{b.base, own, depth}
	return node
}

// Turn is a turn of the event loop: a callback, or the script itself, with the jobs that
// ran after it.
type Turn struct {
	At, Took time.Duration
	What     string // the function, or what it was
	File     string // "" when it is not known
	Line     int
	Jobs     int
}

// turns tells turns from each other.
type turns struct {
	list []Turn
	open bool
}

// hear keeps the books of an event at a time.
func (t *turns) hear(e *watch.Event, now time.Duration) {
	switch e.Kind {
	case watch.BeginTask:
		t.begin(e, "(task)", now)
	case watch.BeginJob:
		if !t.open {
			t.begin(e, "(job)", now)
		}
		t.list[len(t.list)-1].Jobs++
	case watch.Wait:
		t.end(now - e.Took)
	}
}

func (t *turns) begin(e *watch.Event, what string, now time.Duration) {
	t.end(now)
	turn := Turn{At: now, What: what}
	if e.Function != nil {
		turn.File, turn.Line = e.Function.Location()
		if turn.What = e.Function.FunctionName(); turn.What == "" {
			turn.What = "(anonymous)"
		}
		if f, ok := e.Function.(*syntax.FuncInfo); ok {
			turn.What = scriptFunc(f, "").Name
		}
	}
	t.list, t.open = append(t.list, turn), true
}

// end ends the turn that is open.
func (t *turns) end(now time.Duration) {
	if t.open {
		last := &t.list[len(t.list)-1]
		last.Took, t.open = max(now-last.At, 0), false
	}
}

// String shows a turn as a line.
func (t Turn) String() string {
	text := t.What
	if t.File != "" {
		text += fmt.Sprintf(" %s:%d", t.File, t.Line)
	}
	switch t.Jobs {
	case 0:
	case 1:
		text += ", 1 job"
	default:
		text += fmt.Sprintf(", %d jobs", t.Jobs)
	}
	return text
}
