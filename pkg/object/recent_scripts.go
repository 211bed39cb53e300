package object

import (
	"reflect"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// recentScripts are the instances of scripts that run again and again: code records with what
// they have learned, and the function that stands for the body in its frame. A script gets one
// kept when it runs for the second time in a realm; one that has not run between two full
// collections is let go.
type recentScripts [recentScriptCount]recentScript

const recentScriptCount = 16

// recentScript is one of them. prog is only compared: a script that ran once is not kept alive.
type recentScript struct {
	prog  uintptr // address of the program that ran last
	realm *Realm
	in    *Instance // of that program and realm, nil after its first run
	body  *heap.Object
	full  int64 // number of full collections at the last run
}

func (c *recentScripts) at(address uintptr) *recentScript {
	return &c[(address>>4^address>>12)%recentScriptCount]
}

// instanceFor returns the instance that RunScript runs: a kept one, or one of this run alone.
// body is nil if there is none yet.
func (rt *Runtime) instanceFor(prog *syntax.Program, realm *Realm) (in *Instance, body *heap.Object) {
	address := reflect.ValueOf(prog).Pointer()
	e := rt.scripts.at(address)
	switch {
	case prog.Body.ContainsAwait:
		return rt.NewInstance(prog, realm), nil
	case e.prog != address || e.realm != realm:
		*e = recentScript{prog: address, realm: realm}
		return rt.NewInstance(prog, realm), nil
	case e.in == nil || e.in.Prog != prog:
		e.in = rt.NewInstance(prog, realm)
		e.body = rt.bodyFunction(e.in.Code(prog.Body), heap.Undefined)
	}
	e.full = rt.Heap.Fulls()
	return e.in, e.body
}

// trace marks what is kept, and lets go of what has not run for long.
func (c *recentScripts) trace(m *heap.Marker, full int64) {
	for i := range c {
		e := &c[i]
		if e.in == nil {
			continue
		}
		if full-e.full > 1 {
			*e = recentScript{}
			continue
		}
		m.Value(e.body.Value())
	}
}

// ForgetScripts lets go of the scripts that are kept for their next run, for a heap that is
// full, and reports whether there were any.
func (rt *Runtime) ForgetScripts() bool {
	any := false
	for i := range rt.scripts {
		any = any || rt.scripts[i].in != nil
	}
	rt.scripts = recentScripts{}
	return any
}
