package kiln

import (
	"fmt"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// moduleSourceSpecifier names the module that test262 hosts must provide for
// tests of source phase imports.
const moduleSourceSpecifier = "<module source>"

var global262 = []object.Row{
	{Name: "print", Length: 1, Fn: hostPrint},
}

var rows262 = []object.Row{
	{Name: "evalScript", Length: 1, Fn: host262EvalScript},
	{Name: "detachArrayBuffer", Length: 1, Fn: host262Detach},
	{Name: "gc", Fn: host262GC},
	{Name: "AbstractModuleSource", Intrinsic: object.AbstractModuleSourceConstructor},
}

var htmlDDARow = &object.Row{Fn: func(*object.Call) (heap.Value, error) { return heap.Null, nil }}

// install262 adds print and $262 to a realm and returns $262.
func (rt *Runtime) install262(r *object.Realm) *heap.Object {
	o := rt.obj
	h := o.Heap
	r.Host = rt
	r.InstallGlobals(global262)
	host := o.NewObjectOf(heap.ClassObject, r.Intrinsic(object.ObjectPrototype).Value())
	r.Install(host, rows262)
	h.AddProperty(host, h.InternGo("createRealm"), r.NewBuiltin("createRealm", 0, host262CreateRealm, object.KindHost).Value(), heap.HiddenAttrs)
	dda := o.NewHostFunction(r.HostCode(htmlDDARow))
	dda.SetFlags(heap.FlagHTMLDDA)
	h.AddProperty(host, h.InternGo("IsHTMLDDA"), dda.Value(), heap.HiddenAttrs)
	h.AddProperty(host, h.InternGo("global"), r.Global.Value(), heap.HiddenAttrs)
	h.AddProperty(host, h.InternGo("agent"), rt.newAgentObject(r).Value(), heap.HiddenAttrs)
	h.AddProperty(r.Global, h.InternGo("$262"), host.Value(), heap.HiddenAttrs)
	return host
}

// hostPrint writes its argument as a line to the standard output.
func hostPrint(c *object.Call) (heap.Value, error) {
	s, err := c.RT.ToGoString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	fmt.Fprintln(c.RT.Stdout, s)
	return heap.Undefined, nil
}

func host262CreateRealm(c *object.Call) (heap.Value, error) {
	rt := c.Realm.Host.(*Runtime)
	return rt.install262(c.RT.NewRealm()).Value(), nil
}

func host262EvalScript(c *object.Call) (heap.Value, error) {
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

func host262Detach(c *object.Call) (heap.Value, error) {
	detach := c.RT.Library().DetachArrayBuffer
	if detach == nil {
		return heap.Undefined, c.RT.TypeError("This runtime has no ArrayBuffer")
	}
	return heap.Null, detach(c.RT, c.Arg(0))
}

func host262GC(c *object.Call) (heap.Value, error) {
	c.RT.Heap.Collect(true)
	return heap.Undefined, nil
}

// moduleSource makes the module whose source phase is an object.
func (rt *Runtime) moduleSource(realm *object.Realm) *object.Module {
	key := moduleKey{realm, moduleSourceSpecifier, ""}
	if m := rt.modules[key]; m != nil {
		return m
	}
	o := rt.obj
	m := o.NewSyntheticModule(realm, moduleSourceSpecifier, nil, nil)
	source := o.NewObjectOf(heap.ClassHost, realm.Intrinsic(object.AbstractModuleSourcePrototype).Value())
	o.Heap.SetInternal(source, 1, o.Heap.InternGo("ModuleSource"))
	m.Source = source.Value()
	rt.modules[key] = m
	return m
}

// processStart is where agent.monotonicNow counts from.
var processStart = time.Now()
