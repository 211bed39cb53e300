package kiln

import (
	"errors"
	"fmt"
	"slices"

	"github.com/kilnjs/kiln/pkg/object"
)

// Image is a prepared runtime from which others are made: see Runtime.Image. It does not change,
// it outlives its runtime, and any number of goroutines may use it at the same time.
type Image struct {
	obj     *object.Image
	modules []imagedModule
}

// imagedModule is where Runtime.modules has a module.
type imagedModule struct {
	realm  uint16
	name   string
	kind   ModuleType
	number int
}

// Image makes an image of the runtime: New of it makes runtimes that begin where this one is,
// in a fraction of the time that it took to get there. Polyfills and libraries are loaded once and
// stamped out. Everything that a script can reach is in it: global variables, objects, prototypes and
// intrinsics, realms, modules, symbols, the state of generators, weak references. Functions that were hot
// begin as bytecode, which the runtimes share. Nothing else is shared: what one of them does no other sees.
//
// What only this runtime can have is an error that names it: Go functions and other objects of
// the host, native modules, memory shared with Go, a SharedArrayBuffer; also what it has still to
// do, such as timers, promise jobs, callbacks and modules that are being evaluated. Functions that libraries
// declare (Options.Libraries) are no such thing. So what scripts need of Go comes after: New, then Set.
//
// A library of another module that keeps something with the runtime (object.Runtime.SetExt), or
// in objects (object.Call.NewHostObject), can be in an image if that implements object.Imageable.
//
// The runtime collects garbage and goes on. It is an error while it runs something.
func (rt *Runtime) Image() (*Image, error) {
	if err := rt.still("image"); err != nil {
		return nil, err
	}
	if err := rt.onlyScripts(); err != nil {
		return nil, fmt.Errorf("kiln: image: %w", err)
	}
	rt.obj.Stack.Wipe()
	obj, err := rt.obj.Image()
	if err != nil {
		return nil, fmt.Errorf("kiln: image: %w", err)
	}
	img := &Image{obj: obj}
	for key, m := range rt.modules {
		img.modules = append(img.modules, imagedModule{key.realm.ID, key.name, key.kind, m.Number()})
	}
	return img, nil
}

// onlyScripts returns an error for what no other runtime can have.
func (rt *Runtime) onlyScripts() error {
	for name := range rt.natives {
		return fmt.Errorf("there is the native module %s", name)
	}
	rt.rejected.list = slices.DeleteFunc(rt.rejected.list, isHandled)
	rt.rejected.handled = 0
	if len(rt.rejected.list) > 0 {
		return errors.New("a promise was rejected that nobody has handled or reported; RunLoop does")
	}
	return nil
}

// Bytes returns about how much memory the image takes.
func (img *Image) Bytes() int64 { return img.obj.Bytes() }

// New makes a runtime that begins where the one was of which the image is. The options are its
// own, as those of the function New; its libraries are those of the image, so Libraries is nil or
// lists the same, and Without means nothing. Modules that are loaded stay loaded, whatever the Loader.
func (img *Image) New(o Options) (*Runtime, error) {
	have := slices.DeleteFunc(slices.Clone(img.obj.Libraries()), isLanguage)
	if o.Libraries != nil && !slices.Equal(slices.DeleteFunc(slices.Clone(o.Libraries), isLanguage), have) {
		return nil, errors.New("kiln: Image.New: the libraries are not those of the image")
	}
	o.Libraries = have
	rt, err := makeRuntime(o, func(rt *Runtime, options object.Options) (*object.Runtime, error) {
		return img.obj.NewRuntime(options, rt.adopt)
	})
	if err != nil {
		return nil, err
	}
	for _, m := range img.modules {
		rt.modules[moduleKey{rt.obj.Realms[m.realm], m.name, m.kind}] = rt.obj.Module(m.number)
	}
	return rt, nil
}
