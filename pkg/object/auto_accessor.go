package object

import "github.com/kilnjs/kiln/pkg/heap"

var (
	autoGetterRow = Row{Fn: autoGet}
	autoSetterRow = Row{Length: 1, Fn: autoSet}
)

// MakeAutoAccessor makes getter and setter of an `accessor` class element over
// the private name storage. They are named by the caller.
func (rt *Runtime) MakeAutoAccessor(storage heap.Value) (get, set *heap.Object) {
	get = rt.NewHostFunction(rt.Cur.HostCode(&autoGetterRow), storage)
	set = rt.NewHostFunction(rt.Cur.HostCode(&autoSetterRow), storage)
	return get, set
}

func autoGet(c *Call) (heap.Value, error) { return c.RT.PrivateGet(c.This, c.Data(0)) }

func autoSet(c *Call) (heap.Value, error) {
	return heap.Undefined, c.RT.PrivateSet(c.This, c.Data(0), c.Arg(0))
}
