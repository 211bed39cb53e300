package host262

import (
	"errors"
	"sync"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// agentGroup connects the agents of one test: the runtime that starts them and
// the reports they send.
type agentGroup struct {
	mu      sync.Mutex
	reports []string
	agents  []*agent
}

// agent is a runtime on a goroutine of its own, started by $262.agent.start.
type agent struct {
	incoming chan broadcast
	done     chan struct{}
}

type broadcast struct {
	memory any
	number heap.Value
}

var agentMainRows = []object.Row{
	{Name: "broadcast", Length: 1, Fn: agentBroadcast},
	{Name: "getReport", Fn: agentGetReport},
	{Name: "sleep", Length: 1, Fn: agentSleep},
	{Name: "monotonicNow", Fn: agentNow},
}

var agentRows = []object.Row{
	{Name: "receiveBroadcast", Length: 1, Fn: agentReceive},
	{Name: "report", Length: 1, Fn: agentReport},
	{Name: "leaving", Fn: agentLeaving},
	{Name: "sleep", Length: 1, Fn: agentSleep},
	{Name: "monotonicNow", Fn: agentNow},
}

// newAgentObject makes $262.agent of a realm.
func (t *host) newAgentObject(r *object.Realm) *heap.Object {
	rt := t.rt.Object()
	o := rt.NewObjectOf(heap.ClassObject, r.Intrinsic(object.ObjectPrototype).Value())
	if t.self != nil {
		r.Install(o, agentRows)
		return o
	}
	r.Install(o, agentMainRows)
	h := rt.Heap
	h.AddProperty(o, h.InternGo("start"), r.NewBuiltin("start", 1, agentStart, object.KindHost).Value(), heap.HiddenAttrs)
	return o
}

// agentStart runs a script in a new runtime on another goroutine.
func agentStart(c *object.Call) (heap.Value, error) {
	source, err := c.RT.ToGoString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	t := hostOf(c)
	options := t.options
	options.CannotBlock, options.Watch = false, nil
	a := &agent{incoming: make(chan broadcast, 16), done: make(chan struct{})}
	child, err := newHost(options, t.group, a)
	if err != nil {
		return heap.Undefined, c.RT.Error("%s", err.Error())
	}
	child.SetDeadline(c.RT.Deadline())
	t.group.mu.Lock()
	t.group.agents = append(t.group.agents, a)
	t.group.mu.Unlock()
	go func() {
		defer close(a.done)
		if _, err := child.RunString("<agent>", source); err == nil {
			err = child.RunLoop()
			_ = err // an agent that fails sends no report: the test sees that
		}
	}()
	return heap.Undefined, nil
}

// agentBroadcast sends the memory of a SharedArrayBuffer to all agents and waits
// until each of them has taken it or ended.
func agentBroadcast(c *object.Call) (heap.Value, error) {
	share := c.RT.Language().ShareBuffer
	if share == nil {
		return heap.Undefined, c.RT.TypeError("This runtime has no SharedArrayBuffer")
	}
	memory, err := share(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	number := c.Arg(1)
	if number.IsCellPointer() {
		number = heap.Undefined
	}
	t := hostOf(c)
	t.group.mu.Lock()
	agents := append([]*agent(nil), t.group.agents...)
	t.group.mu.Unlock()
	for _, a := range agents {
		select {
		case a.incoming <- broadcast{memory, number}:
		case <-a.done:
		}
	}
	return heap.Undefined, nil
}

var errNoBroadcast = errors.New("no broadcast came in time")

// agentReceive waits for a broadcast and calls its argument with the buffer.
func agentReceive(c *object.Call) (heap.Value, error) {
	t := hostOf(c)
	limit := time.Minute
	if d := c.RT.Deadline(); !d.IsZero() {
		limit = time.Until(d)
	}
	var b broadcast
	select {
	case b = <-t.self.incoming:
	case <-time.After(limit):
		return heap.Undefined, c.RT.Error("%s", errNoBroadcast.Error())
	}
	buffer, err := c.RT.Language().AdoptBuffer(c.RT, b.memory)
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.Call(c.Arg(0), heap.Undefined, buffer, b.number)
}

func agentReport(c *object.Call) (heap.Value, error) {
	s, err := c.RT.ToGoString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	t := hostOf(c)
	t.group.mu.Lock()
	t.group.reports = append(t.group.reports, s)
	t.group.mu.Unlock()
	return heap.Undefined, nil
}

func agentGetReport(c *object.Call) (heap.Value, error) {
	g := hostOf(c).group
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.reports) == 0 {
		return heap.Null, nil
	}
	s := g.reports[0]
	g.reports = g.reports[1:]
	return c.RT.Heap.NewString(s).Value(), nil
}

func agentLeaving(*object.Call) (heap.Value, error) { return heap.Undefined, nil }

// agentSleep blocks for some milliseconds, or until the deadline.
func agentSleep(c *object.Call) (heap.Value, error) {
	ms, err := c.RT.ToNumber(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	d := time.Duration(min(max(ms, 0), 60_000)) * time.Millisecond
	if end := c.RT.Deadline(); !end.IsZero() {
		d = min(d, time.Until(end))
	}
	time.Sleep(d)
	return heap.Undefined, c.RT.Poll()
}

func agentNow(*object.Call) (heap.Value, error) {
	return heap.Number(float64(time.Since(processStart).Microseconds()) / 1000), nil
}
