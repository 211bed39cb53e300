package kiln

import (
	"errors"

	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// RunModule loads what the module needs, links and evaluates it, and runs promise
// jobs until none is left. A module that waits at top level for something else
// goes on in RunLoop. The error is a *ModuleError when a module cannot be found,
// parsed or linked.
func (rt *Runtime) RunModule(p *Program) error {
	_, err := rt.runModule(p, rt.realm)
	return err
}

// runModule is RunModule in a realm; it returns the namespace object.
func (rt *Runtime) runModule(p *Program, realm *object.Realm) (Value, error) {
	var namespace Value
	err := rt.do(func() error {
		m := rt.obj.NewModule(p.prog, realm, p.Name())
		rt.modules[moduleKey{realm, rt.mainName(p.Name()), ""}] = m
		if err := rt.evaluateModule(m); err != nil {
			return err
		}
		namespace = rt.value(m.Namespace(syntax.PhaseEvaluation).Value())
		return nil
	})
	return namespace, err
}

// Import loads and runs the module that specifier names, as RunModule does, and returns its
// namespace object, from which its exports can be read. What a module exports that still
// waits at top level is there when RunLoop has ended (see ModuleResult).
func (rt *Runtime) Import(specifier string) (Value, error) {
	var namespace Value
	err := rt.do(func() error {
		m, err := rt.loadModule(rt.obj, nil, object.ModuleRequest{Specifier: specifier})
		if err != nil {
			return rt.moduleError(err)
		}
		if err := rt.evaluateModule(m); err != nil {
			return err
		}
		namespace = rt.value(m.Namespace(syntax.PhaseEvaluation).Value())
		return nil
	})
	return namespace, err
}

func (rt *Runtime) evaluateModule(m *object.Module) error {
	if err := m.Load(); err != nil {
		return rt.moduleError(err)
	}
	if err := m.Link(); err != nil {
		return rt.moduleError(err)
	}
	p, err := m.Evaluate()
	if err != nil {
		return err
	}
	rt.lastRun = rt.value(p.Value())
	if err := rt.obj.RunJobs(); err != nil {
		return err
	}
	if state, v := object.StateOf(p); state == object.PromiseRejected {
		if !object.IsHandled(p) {
			rt.obj.MarkHandled(p)
			rt.trackRejection(rt.obj, p, true)
		}
		return rt.obj.Throw(v)
	}
	return nil
}

// ErrModulePending says that a module still waits at top level.
var ErrModulePending = errors.New("the module waits for something that never happens")

// ModuleResult tells how the module that RunModule or Import evaluated last
// stands, which after RunLoop is how it ended: nil when it was evaluated to the
// end or there was none, an *Exception when it threw, ErrModulePending when a
// top-level await never finished.
func (rt *Runtime) ModuleResult() error {
	if !rt.lastRun.IsObject() {
		return nil
	}
	switch state, v := object.StateOf(rt.lastRun.raw().Object()); state {
	case object.PromisePending:
		return ErrModulePending
	case object.PromiseRejected:
		return rt.do(func() error { return rt.obj.Throw(v) })
	}
	return nil
}

// moduleError turns a throw while loading or linking into a *ModuleError.
func (rt *Runtime) moduleError(err error) error {
	var m *ModuleError
	if errors.As(err, &m) {
		return m
	}
	if t, ok := err.(*object.Throw); ok {
		e := rt.exception(t)
		return &ModuleError{Name: e.Name, Message: e.Message, Err: e}
	}
	return err
}
