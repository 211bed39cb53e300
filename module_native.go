package kiln

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/kilnjs/kiln/pkg/object"
)

// NativeModule is a module whose exports Go code gives.
type NativeModule struct {
	rt      *Runtime
	name    string
	names   []string
	exports map[string]*export
	declare func() (map[string]any, error) // nil once it has been called
	records map[*object.Realm]*object.Module
}

// export is one export of a NativeModule.
type export struct {
	slot  int
	lazy  Lazy // nil once it has given the value
	value Value
}

// Lazy is an export of a module that is made when the module is evaluated, which is when it is
// imported for the first time. An error is thrown in the modules that import it.
type Lazy func() (any, error)

// Module makes a module that scripts import as name, whatever the loader says: statically and
// by import(). Its exports are Go values, converted as by ToValue; what is Lazy, later. The
// export called "default" is what `import x from name` gives.
func (rt *Runtime) Module(name string, exports map[string]any) (*NativeModule, error) {
	m, err := rt.newNative(name)
	if err != nil {
		return nil, err
	}
	if err := rt.do(func() error { return m.add(exports) }); err != nil {
		return nil, err
	}
	rt.natives[name] = m
	return m, nil
}

// LazyModule is Module for exports that are asked for when a script imports the module for
// the first time. An error is thrown there; the next import asks again.
func (rt *Runtime) LazyModule(name string, exports func() (map[string]any, error)) (*NativeModule, error) {
	m, err := rt.newNative(name)
	if err != nil {
		return nil, err
	}
	m.declare = exports
	rt.natives[name] = m
	return m, nil
}

func (rt *Runtime) newNative(name string) (*NativeModule, error) {
	switch {
	case name == "":
		return nil, errors.New("kiln: a module needs a name")
	case rt.natives[name] != nil:
		return nil, fmt.Errorf("kiln: there is a module %q already", name)
	case rt.natives == nil:
		rt.natives = make(map[string]*NativeModule)
	}
	return &NativeModule{rt: rt, name: name, records: make(map[*object.Realm]*object.Module)}, nil
}

// add makes the exports.
func (m *NativeModule) add(exports map[string]any) error {
	all := make(map[string]*export, len(exports))
	names := slices.Sorted(maps.Keys(exports))
	for i, name := range names {
		e := &export{slot: i}
		switch x := exports[name].(type) {
		case Lazy:
			e.lazy = x
		case func() (any, error):
			e.lazy = x
		default:
			v, err := m.rt.toHeap(x)
			if err != nil {
				return fmt.Errorf("kiln: export %q of module %q: %w", name, m.name, err)
			}
			e.value = m.rt.value(v)
		}
		all[name] = e
	}
	m.names, m.exports = names, all
	return nil
}

// Name returns the name by which scripts import the module.
func (m *NativeModule) Name() string { return m.name }

// Set gives an export a new value, which everybody sees who has imported it. A module cannot
// get exports that it was not made with.
func (m *NativeModule) Set(name string, value any) error {
	if m.rt.natives[m.name] != m {
		return fmt.Errorf("kiln: module %q is from before the runtime was restored", m.name)
	}
	return m.rt.do(func() error {
		e := m.exports[name]
		if e == nil {
			return fmt.Errorf("kiln: module %q has no export %q", m.name, name)
		}
		v, err := m.rt.toHeap(value)
		if err != nil {
			return fmt.Errorf("kiln: export %q of module %q: %w", name, m.name, err)
		}
		e.lazy, e.value = nil, m.rt.value(v)
		for _, record := range m.records {
			if record.Status() == object.ModuleEvaluated {
				record.SetExport(e.slot, v)
			}
		}
		return nil
	})
}

// Get returns the value of an export: undefined if it is Lazy and the module has not been
// imported.
func (m *NativeModule) Get(name string) (Value, error) {
	e := m.exports[name]
	if e == nil {
		return Value{}, fmt.Errorf("kiln: module %q has no export %q", m.name, name)
	}
	return e.value, nil
}

// nativeModule finds the module of the host with the name of a key, and puts it into
// rt.modules.
func (rt *Runtime) nativeModule(key moduleKey, asked ModuleType) (bool, error) {
	m := rt.natives[key.name]
	if m == nil {
		return false, nil
	}
	if asked != TypeJavaScript {
		return false, fmt.Errorf("it is a module of the host, not of type %q", string(asked))
	}
	if m.records[key.realm] != nil {
		return true, nil
	}
	if m.declare != nil {
		var exports map[string]any
		err := guard(func() (err error) { exports, err = m.declare(); return err })
		if err == nil {
			err = m.add(exports)
		}
		if err != nil {
			return false, err
		}
		m.declare = nil
	}
	record := rt.obj.NewSyntheticModule(key.realm, key.name, m.names, m.evaluate)
	m.records[key.realm], rt.modules[key] = record, record
	return true, nil
}

// evaluate fills the environment of the module of a realm.
func (m *NativeModule) evaluate(record *object.Module) error {
	for _, name := range m.names {
		e := m.exports[name]
		if e.lazy != nil {
			var x any
			err := guard(func() (err error) { x, err = e.lazy(); return err })
			if err != nil {
				return m.rt.thrown(err)
			}
			v, err := m.rt.toHeap(x)
			if err != nil {
				return m.rt.thrown(fmt.Errorf("export %q of module %q: %w", name, m.name, err))
			}
			e.lazy, e.value = nil, m.rt.value(v)
		}
		record.SetExport(e.slot, e.value.raw())
	}
	return nil
}
