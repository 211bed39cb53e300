package host262

import (
	"fmt"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// host is what belongs to a runtime of this host; the Host of its realms.
type host struct {
	rt      *kiln.Runtime
	options kiln.Options
	sources map[*object.Realm]*object.Module // of moduleSourceSpecifier
	group   *agentGroup
	self    *agent // nil in the main runtime
}

// New makes a runtime with print and $262 in each of its realms. Promises that are
// rejected without a handler are no errors in it.
func New(o kiln.Options) (*kiln.Runtime, error) { return newHost(o, new(agentGroup), nil) }

func newHost(o kiln.Options, group *agentGroup, self *agent) (*kiln.Runtime, error) {
	rt, err := kiln.New(o)
	if err != nil {
		return nil, err
	}
	t := &host{rt: rt, options: o, sources: map[*object.Realm]*object.Module{}, group: group, self: self}
	hooks := &rt.Object().Hooks
	hooks.RejectionTracker = nil
	load := hooks.LoadModule
	hooks.LoadModule = func(o *object.Runtime, referrer *object.Instance, req object.ModuleRequest) (*object.Module, error) {
		if req.Specifier != moduleSourceSpecifier {
			return load(o, referrer, req)
		}
		realm := o.Cur
		if referrer != nil {
			realm = referrer.Realm
		}
		return t.moduleSource(realm), nil
	}
	t.install(rt.Object().Realms[0])
	return rt, nil
}

// moduleSourceSpecifier names the module that test262 hosts must provide for
// tests of source phase imports.
const moduleSourceSpecifier = "<module source>"

var globalRows = []object.Row{
	{Name: "print", Length: 1, Fn: hostPrint},
}

var hostRows = []object.Row{
	{Name: "evalScript", Length: 1, Fn: evalScript},
	{Name: "detachArrayBuffer", Length: 1, Fn: detach},
	{Name: "gc", Fn: collect},
	{Name: "AbstractModuleSource", Intrinsic: builtin.AbstractModuleSource},
}

var htmlDDARow = &object.Row{Fn: func(*object.Call) (heap.Value, error) { return heap.Null, nil }}

// install adds print and $262 to a realm and returns $262.
func (t *host) install(r *object.Realm) *heap.Object {
	o := t.rt.Object()
	h := o.Heap
	r.Host = t
	r.InstallGlobals(globalRows)
	api := o.NewObjectOf(heap.ClassObject, r.Intrinsic(object.ObjectPrototype).Value())
	r.Install(api, hostRows)
	h.AddProperty(api, h.InternGo("createRealm"), r.NewBuiltin("createRealm", 0, createRealm, object.KindHost).Value(), heap.HiddenAttrs)
	dda := o.NewHostFunction(r.HostCode(htmlDDARow))
	dda.SetFlags(heap.FlagHTMLDDA)
	h.AddProperty(api, h.InternGo("IsHTMLDDA"), dda.Value(), heap.HiddenAttrs)
	h.AddProperty(api, h.InternGo("global"), r.Global.Value(), heap.HiddenAttrs)
	h.AddProperty(api, h.InternGo("agent"), t.newAgentObject(r).Value(), heap.HiddenAttrs)
	h.AddProperty(r.Global, h.InternGo("$262"), api.Value(), heap.HiddenAttrs)
	return api
}

func hostOf(c *object.Call) *host { return c.Realm.Host.(*host) }

// hostPrint writes its argument as a line to the standard output.
func hostPrint(c *object.Call) (heap.Value, error) {
	s, err := c.RT.ToGoString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	fmt.Fprintln(c.RT.Stdout, s)
	return heap.Undefined, nil
}

func createRealm(c *object.Call) (heap.Value, error) {
	return hostOf(c).install(c.RT.NewRealm()).Value(), nil
}

func evalScript(c *object.Call) (heap.Value, error) {
	s, err := c.RT.ToGoString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	var memory heap.Account
	prog, err := c.RT.Parse(&memory, func(poll syntax.Poll) (*syntax.Program, error) {
		return syntax.Parse(syntax.NewSource("<evalScript>", s), syntax.Options{Completion: true, Poll: poll})
	})
	defer memory.Close()
	if err != nil {
		return heap.Undefined, c.RT.ThrowSyntax(err)
	}
	return c.RT.RunScript(prog, c.Realm)
}

func detach(c *object.Call) (heap.Value, error) {
	detach := c.RT.Language().DetachArrayBuffer
	if detach == nil {
		return heap.Undefined, c.RT.TypeError("This runtime has no ArrayBuffer")
	}
	return heap.Null, detach(c.RT, c.Arg(0))
}

func collect(c *object.Call) (heap.Value, error) {
	c.RT.Heap.Collect(true)
	return heap.Undefined, nil
}

// moduleSource makes the module whose source phase is an object. As with every kind of
// module source, a prototype of the kind stands between the object and
// %AbstractModuleSource.prototype%. Nothing here is a safepoint.
func (t *host) moduleSource(realm *object.Realm) *object.Module {
	if m := t.sources[realm]; m != nil {
		return m
	}
	o := t.rt.Object()
	m := o.NewSyntheticModule(realm, moduleSourceSpecifier, nil, nil)
	prototype := o.NewObjectOf(heap.ClassObject, realm.Intrinsic(builtin.AbstractModuleSourcePrototype).Value())
	source := o.NewObjectOf(heap.ClassHost, prototype.Value())
	o.Heap.SetInternal(source, object.HostModuleSource, o.Heap.InternGo("ModuleSource"))
	m.Source = source.Value()
	t.sources[realm] = m
	return m
}

// processStart is where agent.monotonicNow counts from.
var processStart = time.Now()
