package loop

import (
	"encoding/json"
	"maps"
	"slices"
)

// moment is the state after a record.
type moment struct {
	at      int // number of the record, -1 before the first
	frames  []shown
	globals variables
	waiting map[int]shown // async functions that are suspended, by the promise of their result
	jobs    []int         // records that added what waits
	tasks   []int
	timers  []int
	running int    // record of the job or callback that runs, -1
	resumed bool   // its function is on the stack
	left    *shown // the frame that was popped last
}

// shown is a frame.
type shown struct {
	f       int
	line    int
	tier    string
	vars    variables
	awaits  int // promise, 0: none
	result  int // promise of the result, once it waits
	pending bool
}

// variables are variables with their values, in order.
type variables struct {
	names  []string
	values map[string]json.RawMessage
}

func (v *variables) set(name string, value json.RawMessage) {
	if v.values == nil {
		v.values = map[string]json.RawMessage{}
	}
	if _, ok := v.values[name]; !ok {
		v.names = append(v.names, name)
	}
	v.values[name] = value
}

func (v *variables) remove(name string) {
	if _, ok := v.values[name]; ok {
		delete(v.values, name)
		v.names = slices.DeleteFunc(v.names, func(n string) bool { return n == name })
	}
}

func (v variables) copy() variables {
	return variables{slices.Clone(v.names), maps.Clone(v.values)}
}

func newMoment() *moment { return &moment{at: -1, running: -1, waiting: map[int]shown{}} }

// copy makes a moment that does not change with m.
func (m *moment) copy() *moment {
	c := *m
	c.frames = slices.Clone(m.frames)
	for i := range c.frames {
		c.frames[i].vars = c.frames[i].vars.copy()
	}
	c.globals = m.globals.copy()
	c.waiting = maps.Clone(m.waiting)
	c.jobs, c.tasks, c.timers = slices.Clone(m.jobs), slices.Clone(m.tasks), slices.Clone(m.timers)
	return &c
}

func (m *moment) top() *shown {
	if len(m.frames) == 0 {
		return nil
	}
	return &m.frames[len(m.frames)-1]
}

// apply goes on to the next record of list.
func (m *moment) apply(list []*record) {
	m.at++
	e := list[m.at]
	drop := func(q []int) []int {
		return slices.DeleteFunc(q, func(i int) bool { return list[i].ID == e.ID })
	}
	switch e.Do {
	case "push":
		m.push(list, e)
		return
	case "pop":
		m.pop()
		return
	case "react":
		m.react(e)
	case "add job":
		m.jobs = append(m.jobs, m.at)
	case "begin job":
		m.jobs, m.running, m.resumed = drop(m.jobs), m.at, false
	case "add task":
		m.tasks = append(m.tasks, m.at)
	case "begin task":
		m.tasks, m.running, m.resumed = drop(m.tasks), m.at, false
	case "end job", "end task":
		// An async function that came back without being shown is not known to wait again.
		if m.running >= 0 && list[m.running].Why == "await" && !m.resumed {
			delete(m.waiting, list[m.running].Result)
		}
		m.running, m.frames = -1, nil
	case "add timer":
		m.timers = append(m.timers, m.at)
	case "fire timer":
		m.timers = drop(m.timers)
		if e.Every != nil {
			m.timers = append(m.timers, m.at)
		}
	case "remove timer":
		m.timers = drop(m.timers)
	}
	top := m.top()
	if top != nil && (e.Do == "replace" || e.Do == "leave") {
		top.tier, top.vars = e.Tier, variables{} // nobody tells of them any more
	}
	if top != nil && len(e.At) > 0 {
		top.line = e.At[0]
	}
	if top != nil {
		for _, name := range e.Gone {
			top.vars.remove(name)
		}
		members(e.Set, top.vars.set)
		members(e.Outer, top.vars.set)
	}
	members(e.Globals, m.globals.set)
}

func (m *moment) push(list []*record, e *record) {
	if top := m.top(); top != nil && e.How != "resume" && len(e.At) > 0 {
		top.line = e.At[0]
	}
	f := shown{f: *e.F, tier: e.Tier}
	members(e.Set, f.vars.set)
	if e.How == "resume" && m.running >= 0 {
		result := list[m.running].Result
		if kept, ok := m.waiting[result]; ok && kept.f == f.f {
			f = kept
			f.awaits, f.pending = 0, false
			f.vars = f.vars.copy()
			delete(m.waiting, result)
			m.resumed = true
		}
	}
	m.frames = append(m.frames, f)
}

func (m *moment) pop() {
	top := m.top()
	if top == nil {
		return
	}
	left := *top
	m.left = &left
	m.frames = m.frames[:len(m.frames)-1]
	if left.pending {
		m.waiting[left.result] = left
	}
}

// react notes that an async function waits, which may have left the stack already.
func (m *moment) react(e *record) {
	if e.Why != "await" || e.F == nil {
		return
	}
	if top := m.top(); top != nil && top.f == *e.F {
		top.awaits, top.result, top.pending = e.Promise, e.Result, true
	} else if m.left != nil && m.left.f == *e.F {
		f := *m.left
		f.awaits, f.result = e.Promise, e.Result
		m.waiting[e.Result] = f
	}
}

// causes are what leads from events to those before them that put them there.
type causes struct {
	list    []*record
	turn    []int // record that began the turn of the event loop, -1
	react   map[int]int
	settled map[int]int            // record that settled the promise an added job waited for
	added   map[string]map[int]int // records that added what waits, by sort and id
	begun   map[string]map[int]int
	fired   map[int]int // record of the timer whose callback a record adds
}

func newCauses(list []*record) *causes {
	c := &causes{
		list: list, react: map[int]int{}, settled: map[int]int{}, fired: map[int]int{},
		added: map[string]map[int]int{"job": {}, "task": {}, "timer": {}}, begun: map[string]map[int]int{"job": {}, "task": {}},
	}
	turn, lastSettle, lastFire := -1, -1, -1
	for i, e := range list {
		switch e.Do {
		case "push":
			if turn < 0 {
				turn = i
			}
		case "begin job", "begin task":
			turn = i
			c.begun[e.Do[len("begin "):]][e.ID] = i
		case "add job", "add task", "add timer":
			c.added[e.Do[len("add "):]][e.ID] = i
			if r, ok := c.react[e.Reaction]; ok && lastSettle >= 0 && list[lastSettle].Promise == list[r].Promise {
				c.settled[i] = lastSettle
			}
			if e.Do == "add task" && lastFire == i-1 {
				c.fired[i] = lastFire
			}
		case "react":
			c.react[e.Reaction] = i
		case "settle":
			lastSettle = i
		case "fire timer":
			lastFire = i
		}
		c.turn = append(c.turn, turn)
		if e.Do == "end job" || e.Do == "end task" {
			turn = -1
		}
	}
	return c
}

// maxCauses is how many causes are told.
const maxCauses = 24

// of returns the records that led to record i, nearest first.
func (c *causes) of(i int) (chain []int) {
	for range maxCauses {
		next, also := c.next(i)
		if also >= 0 {
			chain = append(chain, also)
		}
		if next < 0 || next >= i {
			return chain
		}
		chain = append(chain, next)
		i = next
	}
	return chain
}

// next returns the cause of record i, and another that has no cause of interest; -1: none.
func (c *causes) next(i int) (next, also int) {
	e := c.list[i]
	find := func(m map[int]int, key, otherwise int) int {
		if k, ok := m[key]; ok {
			return k
		}
		return otherwise
	}
	switch e.Do {
	case "begin job":
		return find(c.added["job"], e.ID, -1), -1
	case "begin task":
		return find(c.added["task"], e.ID, -1), -1
	case "end job":
		return find(c.begun["job"], e.ID, -1), -1
	case "end task":
		return find(c.begun["task"], e.ID, -1), -1
	case "add task":
		return find(c.fired, i, c.turn[i]), -1
	case "fire timer", "remove timer":
		return find(c.added["timer"], e.ID, -1), -1
	case "add job":
		if r, ok := c.react[e.Reaction]; ok && e.Reaction > 0 {
			return find(c.settled, i, c.turn[i]), r
		}
	}
	return c.turn[i], -1
}
