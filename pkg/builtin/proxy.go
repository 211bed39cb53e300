package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// proxyGroup declares %Proxy% (sec-proxy-objects).
var proxyGroup = &object.Group{
	Name:   "Proxy",
	Length: 2,
	Fn:     proxyConstructor,
	Global: true,
	Static: []object.Row{
		{Name: "revocable", Length: 2, Fn: proxyRevocable},
	},
}

// proxyConstructor is Proxy (sec-proxy-target-handler).
func proxyConstructor(c *object.Call) (heap.Value, error) {
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.RT.TypeError("Constructor Proxy requires 'new'")
	}
	p, err := c.RT.ProxyCreate(c.Arg(0), c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	return p.Value(), nil
}

// revokeRow is the revoke function: Data(0) is the proxy, Null once revoked.
var revokeRow = &object.Row{Fn: func(c *object.Call) (heap.Value, error) {
	if p := c.Data(0); p.IsObject() {
		c.SetData(0, heap.Null)
		c.RT.RevokeProxy(p.Object())
	}
	return heap.Undefined, nil
}}

// proxyRevocable is Proxy.revocable (sec-proxy.revocable).
func proxyRevocable(c *object.Call) (heap.Value, error) {
	rt := c.RT
	p, err := rt.ProxyCreate(c.Arg(0), c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	revoke := rt.NewHostFunction(c.Realm.HostCode(revokeRow), p.Value())
	o := rt.NewObject()
	rt.Heap.AddProperty(o, rt.Heap.InternGo("proxy"), p.Value(), heap.DefaultAttrs)
	rt.Heap.AddProperty(o, rt.Heap.InternGo("revoke"), revoke.Value(), heap.DefaultAttrs)
	return o.Value(), nil
}
