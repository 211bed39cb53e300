package kiln

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
	group    *agentGroup
	incoming chan broadcast
	done     chan struct{}
}

type broadcast struct {
	memory any
	number heap.Value
}

// agentState is the part of a runtime that belongs to $262.agent.
type agentState struct {
	group *agentGroup
	self  *agent // nil in the main runtime
}

func (rt *Runtime) agentState() *agentState {
	s, ok := rt.obj.Ext(object.ExtAgent).(*agentState)
	if !ok {
		s = &agentState{group: new(agentGroup)}
		rt.obj.SetExt(object.ExtAgent, s)
	}
	return s
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
func (rt *Runtime) newAgentObject(r *object.Realm) *heap.Object {
	o := rt.obj.NewObjectOf(heap.ClassObject, r.Intrinsic(object.ObjectPrototype).Value())
	if rt.agentState().self != nil {
		r.Install(o, agentRows)
		return o
	}
	r.Install(o, agentMainRows)
	h := rt.obj.Heap
	h.AddProperty(o, h.InternGo("start"), r.NewBuiltin("start", 1, agentStart, object.KindHost).Value(), heap.HiddenAttrs)
	return o
}

func agentOf(c *object.Call) (*Runtime, *agentState) {
	rt := c.Realm.Host.(*Runtime)
	return rt, rt.agentState()
}

// agentStart runs a script in a new runtime on another goroutine.
func agentStart(c *object.Call) (heap.Value, error) {
	source, err := c.RT.ToGoString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	rt, state := agentOf(c)
	options := rt.options
	options.CannotBlock = false
	options.Host262 = false // the agent's $262 is made below, once it is known to be an agent
	child, err := New(options)
	if err != nil {
		return heap.Undefined, c.RT.Error("%s", err.Error())
	}
	a := &agent{group: state.group, incoming: make(chan broadcast, 16), done: make(chan struct{})}
	child.obj.SetExt(object.ExtAgent, &agentState{group: state.group, self: a})
	child.install262(child.realm)
	child.SetDeadline(rt.obj.Deadline())
	state.group.mu.Lock()
	state.group.agents = append(state.group.agents, a)
	state.group.mu.Unlock()
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
	share := c.RT.Library().ShareBuffer
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
	_, state := agentOf(c)
	state.group.mu.Lock()
	agents := append([]*agent(nil), state.group.agents...)
	state.group.mu.Unlock()
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
	_, state := agentOf(c)
	limit := time.Minute
	if d := c.RT.Deadline(); !d.IsZero() {
		limit = time.Until(d)
	}
	var b broadcast
	select {
	case b = <-state.self.incoming:
	case <-time.After(limit):
		return heap.Undefined, c.RT.Error("%s", errNoBroadcast.Error())
	}
	buffer, err := c.RT.Library().AdoptBuffer(c.RT, b.memory)
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
	_, state := agentOf(c)
	state.group.mu.Lock()
	state.group.reports = append(state.group.reports, s)
	state.group.mu.Unlock()
	return heap.Undefined, nil
}

func agentGetReport(c *object.Call) (heap.Value, error) {
	_, state := agentOf(c)
	g := state.group
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
