package kiln

import (
	"runtime"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/host"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/tier"
)

// Runtime is one JavaScript engine with one realm to start with: heap, call
// stack, job queue and event loop. It needs no Close.
type Runtime struct {
	obj        *object.Runtime
	realm      *object.Realm
	options    Options
	loader     Loader
	modules    map[moduleKey]*object.Module
	pins       *pins
	classes    classes
	values     *host.Bridge // nil until it is wanted: see bridge
	keyTexts   *keyTexts    // nil until a dynamic object is asked
	tiers      *tier.Manager
	natives    map[string]*NativeModule
	imports    imports
	resolveRow *object.Row // import.meta.resolve, made when it is first needed
	sourceMaps sourceMaps

	rejected rejections
	lastRun  Value  // promise of the module that RunModule or Import evaluated last
	depth    int    // nested entries through this package
	scope    *scope // of the run, nil if it has no context
	life     *life

	background heap.Account // of the goroutines that scripts have begun
	eras       eras
	streamEnds map[*streamEnd]struct{} // what streams have in Go, until they end
	time       clock
	ended      [object.LimitKinds]int64 // runs that each limit has ended
}

// newAlone is New without an image.
func newAlone(o Options) (*Runtime, error) {
	return makeRuntime(o, func(rt *Runtime, options object.Options) (*object.Runtime, error) {
		options.Libraries = o.libraries()
		obj, err := object.New(options)
		if err != nil {
			return nil, err
		}
		rt.adopt(obj)
		obj.NewRealm()
		return obj, nil
	})
}

// makeRuntime makes a runtime around the engine that engine makes, which calls adopt before
// anything is in it.
func makeRuntime(o Options, engine func(rt *Runtime, options object.Options) (*object.Runtime, error)) (*Runtime, error) {
	rt := &Runtime{options: o, loader: o.Loader, modules: make(map[moduleKey]*object.Module), pins: new(pins), life: newLife()}
	if rt.loader == nil {
		rt.loader = noModules{}
	}
	rt.tiers = tier.New(tier.Config{
		Mode:    tier.Mode(o.Tier),
		T1Calls: o.Thresholds.T1Calls,
		T1Turns: o.Thresholds.T1Turns,
		T2Calls: o.Thresholds.T2Calls,
		T2Turns: o.Thresholds.T2Turns,

		BaselineOnly: o.BaselineOnly,
	})
	obj, err := engine(rt, object.Options{
		Heap:      heap.Options{MaxBytes: o.MaxHeap, Prompt: o.GoMemoryLimit, Stress: o.Stress, ShapeIDs: o.ShapeIDs},
		StackSize: o.StackSize,
		Tiers:     rt.tiers.Hooks(),
		Stdout:    o.Stdout,
		Stderr:    o.Stderr,
		Clock:     o.Clock,
		Sources:   object.Sources{Zone: o.TimeZone, Resolution: o.ClockResolution},
		Watch:     o.Watch,
	})
	if err != nil {
		return nil, err
	}
	rt.realm = obj.Realms[0]
	if err := rt.setLimits(o.Limits); err != nil {
		return nil, err
	}
	runtime.AddCleanup(rt, func(l *life) { l.cancel() }, rt.life)
	if o.GoMemoryLimit {
		claimGoMemory(rt, o.MaxHeap)
	}
	return rt, nil
}

// adopt makes obj, which has no realm yet, the engine of rt.
func (rt *Runtime) adopt(obj *object.Runtime) {
	rt.obj = obj
	rt.classes.rt = rt
	rt.obj.CannotBlock = rt.options.CannotBlock
	rt.rejected.memory = rt.obj.Heap.Account()
	rt.background = rt.obj.Heap.Account()
	rt.obj.Hooks.LoadModule = rt.loadModule
	rt.obj.Hooks.ImportMeta = rt.importMeta
	rt.obj.Hooks.MapPlace = rt.mapPlace
	if rt.options.BackgroundImports {
		rt.obj.Hooks.StartImport = rt.startImport
	}
	if rt.options.ShadowRealm != nil {
		rt.obj.Hooks.InitializeShadowRealm = rt.initializeShadowRealm
	}
	rt.obj.Hooks.HostError = rt.hostError
	rt.obj.Hooks.RejectionTracker = rt.trackRejection
	rt.obj.Heap.AddRoots("values of the host", rt.trace)
	rt.obj.Heap.OnLimit = rt.release
	rt.tiers.Start(rt.obj)
}

func (rt *Runtime) trace(m *heap.Marker) {
	rt.pins.trace(m)
	rt.classes.trace(m)
	rt.keyTexts.forgetCells()
	m.Lots(rt.rejected.list)
}

// Object gives access to the engine below this interface, for the packages of
// this module.
func (rt *Runtime) Object() *object.Runtime { return rt.obj }

// Realm gives access to the realm in which programs run, for the packages of this module.
func (rt *Runtime) Realm() *object.Realm { return rt.realm }

// Do runs f as one entry into the engine, for the packages of this module: values that it
// gets from the engine stay alive until it returns, and what goes wrong becomes an error of
// this package.
func (rt *Runtime) Do(f func() error) error { return rt.do(f) }

// Tiers gives access to who runs where, for the packages of this module.
func (rt *Runtime) Tiers() *tier.Manager { return rt.tiers }

// SetDeadline ends scripts that still run at t with a *LimitError. The zero time
// lifts the limit.
func (rt *Runtime) SetDeadline(t time.Time) { rt.obj.SetDeadline(t) }

// SetFuel allows n more calls and loop turns, counted alike in all tiers; a
// negative n lifts the limit.
func (rt *Runtime) SetFuel(n int64) { rt.obj.SetFuel(n) }

// Interrupt ends the running script with a *LimitError. It may be called from any
// goroutine and stays in force until ClearInterrupt.
func (rt *Runtime) Interrupt(reason string) {
	rt.obj.Interrupt(reason)
	rt.endContexts()
	rt.obj.Queue.Wake()
}

// ClearInterrupt lets scripts run again after Interrupt, unless the runtime is closed.
func (rt *Runtime) ClearInterrupt() {
	rt.obj.ClearInterrupt()
}
