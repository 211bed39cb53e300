package kiln

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// RunModule loads what the module needs, links and evaluates it, and runs promise
// jobs until none is left. A module that waits at top level for something else
// goes on in RunLoop. The error is a *ModuleError when a module cannot be found,
// parsed or linked.
func (rt *Runtime) RunModule(p *Program) error {
	return rt.do(func() error {
		m := rt.obj.NewModule(p.prog, rt.realm, p.Name())
		rt.modules[moduleKey{rt.realm, rt.mainName(p.Name()), ""}] = m
		return rt.evaluateModule(m)
	})
}

// Import loads and runs the module that specifier names, as RunModule does.
func (rt *Runtime) Import(specifier string) error {
	return rt.do(func() error {
		m, err := rt.loadModule(rt.obj, nil, object.ModuleRequest{Specifier: specifier})
		if err != nil {
			return rt.moduleError(err)
		}
		return rt.evaluateModule(m)
	})
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

// moduleKey identifies a module of a realm: its name and its type attribute.
type moduleKey struct {
	realm *object.Realm
	name  string
	kind  string
}

// loadWork is what the look for a module counts as (object.Runtime.Work).
const loadWork = 1 << 14

// mainName is the name under which modules find the main module.
func (rt *Runtime) mainName(name string) string {
	if _, ok := rt.loader.(FileLoader); ok {
		return moduleName(name)
	}
	return name
}

// loadModule answers object.Hooks.LoadModule.
func (rt *Runtime) loadModule(o *object.Runtime, referrer *object.Instance, req object.ModuleRequest) (*object.Module, error) {
	from, realm := "", o.Cur
	if referrer != nil {
		realm = referrer.Realm
		from = referrer.Prog.Source.Name
		if referrer.Module != nil {
			from = referrer.Module.Name
		}
	}
	o.Work(loadWork)
	name, err := rt.loader.Resolve(req.Specifier, from)
	if err != nil {
		return nil, rt.throwModule(object.TypeErrorPrototype, req.Specifier, from, err)
	}
	kind := req.Attribute("type")
	key := moduleKey{realm, name, kind}
	if m := rt.modules[key]; m != nil {
		return m, nil
	}
	text, err := rt.readModule(name)
	if ended, ok := err.(*object.Termination); ok {
		return nil, ended
	}
	if err == nil {
		if err := o.ChargeSource(len(text)); err != nil {
			return nil, err
		}
	}
	if err != nil {
		return nil, rt.throwModule(object.TypeErrorPrototype, req.Specifier, from, err)
	}
	m, err := rt.newModule(realm, name, kind, text)
	if err != nil {
		switch t := err.(type) {
		case *object.Termination:
			return nil, err
		case *object.Throw:
			if t.Cause == nil {
				return nil, err
			}
		}
		return nil, rt.throwModule(object.SyntaxErrorPrototype, req.Specifier, from, err)
	}
	rt.modules[key] = m
	return m, nil
}

// newModule makes the record of a module of some type.
func (rt *Runtime) newModule(realm *object.Realm, name, kind string, text []byte) (*object.Module, error) {
	o := rt.obj
	language := o.Language()
	var v heap.Value
	var err error
	switch kind {
	case "":
		var memory heap.Account // never closed: a module stays
		prog, err := o.Parse(&memory, func(poll syntax.Poll) (*syntax.Program, error) {
			prog, err := parse(syntax.NewSource(name, string(text)), Module, poll, o.Counts)
			if err != nil {
				return nil, err
			}
			return prog.prog, nil
		})
		if err != nil {
			return nil, err
		}
		return o.NewModule(prog, realm, name), nil
	case "json":
		if language.ParseJSON == nil {
			return nil, errors.New("JSON modules are not available")
		}
		v, err = language.ParseJSON(o, strings.ToValidUTF8(string(text), "\uFFFD"))
	case "text":
		v = o.Heap.NewString(strings.ToValidUTF8(string(text), "\uFFFD")).Value()
	case "bytes":
		if language.NewBytes == nil {
			return nil, errors.New("bytes modules are not available")
		}
		v, err = language.NewBytes(o, text)
	default:
		return nil, fmt.Errorf("modules of type %q are not supported", kind)
	}
	if err != nil {
		return nil, err
	}
	return o.NewDefaultModule(realm, name, v), nil
}

// readModule reads a text that a script asked for, within the limits of the heap.
func (rt *Runtime) readModule(name string) ([]byte, error) {
	max := rt.obj.Heap.MaxBytes()
	if _, ok := rt.loader.(FileLoader); ok {
		return readFile(name, max, func() error {
			rt.obj.Work(readPiece)
			return rt.obj.Step()
		})
	}
	if l, ok := rt.loader.(BoundedLoader); ok {
		return l.ReadUpTo(name, max)
	}
	text, err := rt.loader.Read(name)
	if err == nil && int64(len(text)) > max {
		err = errSourceSize(name, max)
	}
	return text, err
}

// throwModule makes the throw of a module that cannot be loaded; the Go error
// behind it tells the embedder.
func (rt *Runtime) throwModule(proto object.IntrinsicID, specifier, referrer string, err error) error {
	msg := fmt.Sprintf("Cannot load module '%s'", specifier)
	if referrer != "" {
		msg += " imported from " + referrer
	}
	var syn *SyntaxError
	if errors.As(err, &syn) {
		msg = syn.Err.Msg
		if syn.Err.File != "" {
			msg = fmt.Sprintf("%s (%s:%d:%d)", msg, syn.Err.File, syn.Err.Line, syn.Err.Col)
		}
	} else {
		msg += ": " + err.Error()
	}
	thrown := rt.obj.Throw(rt.obj.NewError(proto, msg).Value()).(*object.Throw)
	name := "TypeError"
	if proto == object.SyntaxErrorPrototype {
		name = "SyntaxError"
	}
	thrown.Cause = &ModuleError{Specifier: specifier, Referrer: referrer, Name: name, Message: msg, Err: err}
	return thrown
}

// importMeta answers object.Hooks.ImportMeta.
func importMeta(o *object.Runtime, m *object.Module, meta *heap.Object) error {
	text := m.Name
	if abs, err := filepath.Abs(m.Name); err == nil {
		text = (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}).String()
	}
	return o.CreateDataPropertyOrThrow(meta, o.Heap.InternGo("url"), o.Heap.NewString(text).Value())
}
