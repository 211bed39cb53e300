package kiln

import (
	"errors"
	"fmt"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// moduleKey identifies a module of a realm: its name and its type attribute.
type moduleKey struct {
	realm *object.Realm
	name  string
	kind  ModuleType
}

// loadWork is what the look for a module counts as (object.Runtime.Work).
const loadWork = 1 << 14

// mainName is the name under which modules find the main module.
func (rt *Runtime) mainName(name string) string {
	if l, ok := rt.loader.(URLLoader); ok {
		if found, err := l.Resolve(l.URL(name), ""); err == nil {
			return found
		}
	}
	return name
}

// loadModule answers object.Hooks.LoadModule.
func (rt *Runtime) loadModule(o *object.Runtime, referrer *object.Instance, req object.ModuleRequest) (*object.Module, error) {
	from, realm := "", o.Cur
	if referrer != nil {
		realm = referrer.Realm
		from = referrerName(referrer)
	}
	key, err := rt.resolveModule(realm, from, req)
	if err != nil {
		return nil, rt.throwModule(object.TypeErrorPrototype, req.Specifier, from, err)
	}
	if m := rt.modules[key]; m != nil {
		return m, nil
	}
	text, err := rt.readModule(key)
	if err != nil {
		return nil, rt.throwModule(object.TypeErrorPrototype, req.Specifier, from, err)
	}
	m, err := rt.addModule(key, text)
	if err != nil {
		if t, ok := err.(*object.Throw); ok && t.Cause == nil {
			return nil, err
		}
		return nil, rt.throwModule(object.SyntaxErrorPrototype, req.Specifier, from, err)
	}
	return m, nil
}

// referrerName is the name by which a loader knows a script or module.
func referrerName(in *object.Instance) string {
	if in.Module != nil {
		return in.Module.Name
	}
	return in.Prog.Source.Name
}

// resolveModule finds what a request means. A module of the host is in rt.modules then.
func (rt *Runtime) resolveModule(realm *object.Realm, from string, req object.ModuleRequest) (moduleKey, error) {
	rt.obj.Work(loadWork)
	asked := ModuleType(req.Attribute("type"))
	key := moduleKey{realm: realm, name: req.Specifier}
	if found, err := rt.nativeModule(key, asked); found || err != nil {
		return key, err
	}
	var err error
	if key.name, err = rt.resolve(req.Specifier, from); err != nil {
		return key, err
	}
	if found, err := rt.nativeModule(key, asked); found || err != nil {
		return key, err
	}
	key.kind, err = typeOf(rt.loader, key.name, asked)
	return key, err
}

func (rt *Runtime) resolve(specifier, referrer string) (name string, err error) {
	defer recoverHost(&err)
	return rt.loader.Resolve(specifier, referrer)
}

// addModule parses a text and makes the module known.
func (rt *Runtime) addModule(key moduleKey, text []byte) (*object.Module, error) {
	if err := rt.obj.ChargeSource(len(text)); err != nil {
		return nil, err
	}
	m, err := rt.newModule(key, text)
	if err == nil {
		rt.modules[key] = m
	}
	return m, err
}

// newModule makes the record of a module of some type.
func (rt *Runtime) newModule(key moduleKey, text []byte) (*object.Module, error) {
	o, realm, name := rt.obj, key.realm, key.name
	language := o.Language()
	var v heap.Value
	var err error
	switch key.kind {
	case TypeJavaScript:
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
	case TypeJSON:
		if language.ParseJSON == nil {
			return nil, errors.New("JSON modules are not available")
		}
		v, err = language.ParseJSON(o, text)
	case TypeText:
		v = o.Heap.NewString(strings.ToValidUTF8(string(text), "\uFFFD")).Value()
	case TypeBytes:
		if language.NewBytes == nil {
			return nil, errors.New("bytes modules are not available")
		}
		v, err = language.NewBytes(o, text)
	default:
		return nil, fmt.Errorf("modules of type %q are not supported", string(key.kind))
	}
	if err != nil {
		return nil, err
	}
	return o.NewDefaultModule(realm, name, v), nil
}

// readModule reads a text that a script asked for, within the limits of the heap.
func (rt *Runtime) readModule(key moduleKey) (text []byte, err error) {
	if f := rt.imports.fetched(key); f != nil {
		return f.text, f.err
	}
	polling := false
	defer func() {
		if p := recover(); p != nil {
			if polling {
				panic(p) // it is not one of the loader
			}
			err = hostPanic(p, rt.runningFrames())
		}
	}()
	text, err = readFrom(rt.loader, key.name, rt.obj.Heap.MaxBytes(), func() error {
		polling = true
		rt.obj.Work(readPiece)
		err := rt.obj.Step()
		polling = false
		return err
	})
	if err == nil && key.kind == TypeJavaScript {
		err = checkSource(rt.loader, key.name, text)
	}
	return text, err
}

// throwModule makes the throw of a module that cannot be loaded; the Go error
// behind it tells the embedder.
func (rt *Runtime) throwModule(proto object.IntrinsicID, specifier, referrer string, err error) error {
	if isFatal(err) {
		return err
	}
	if end := rt.ending(err); end != nil {
		return end
	}
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
	o := rt.obj.NewError(proto, msg)
	thrown := rt.obj.Throw(rt.obj.Heap.Keep(o.Value())).(*object.Throw)
	name := "TypeError"
	if proto == object.SyntaxErrorPrototype {
		name = "SyntaxError"
	}
	thrown.Cause = &ModuleError{Specifier: specifier, Referrer: referrer, Name: name, Message: msg, Err: err}
	rt.bridge().Stand(o, thrown.Cause)
	var inner *Exception
	if errors.As(err, &inner) {
		if v, ok := thrownValue(rt.bridge(), inner); ok {
			rt.obj.Heap.AddProperty(o, rt.obj.Heap.InternGo("cause"), v, heap.HiddenAttrs)
		}
	}
	return thrown
}
