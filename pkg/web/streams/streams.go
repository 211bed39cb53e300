package streams

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Library returns the library with all classes of the standard.
func Library() *object.Library { return library }

var library = &object.Library{
	Name:         "web.Streams",
	ShadowRealms: true,
	Streams:      native,
	Groups: []*object.Group{
		readableGroup, defaultReaderGroup, byobReaderGroup, defaultControllerGroup, byteControllerGroup, byobRequestGroup, iteratorGroup,
		writableGroup, writerGroup, writableControllerGroup,
		transformGroup, transformControllerGroup,
		byteLengthGroup, byteLengthSizeGroup, countGroup, countSizeGroup,
	},
}

// cell is what all structs of this package have: the object that stands for them.
type cell struct {
	rt     *object.Runtime
	object heap.Value
}

// structBytes is about what a struct takes in Go.
const structBytes = 256

// make makes the object for x, which has c.
func (c *cell) make(rt *object.Runtime, proto heap.Value, x heap.Tracer) {
	o := rt.NewHostObjectOf(proto, 0)
	rt.SetHostValue(o, x, structBytes)
	c.rt, c.object = rt, o.Value()
}

// makeOf is make with a prototype of the running realm.
func (c *cell) makeOf(rt *object.Runtime, proto object.IntrinsicID, x heap.Tracer) {
	c.make(rt, rt.Cur.Intrinsic(proto).Value(), x)
}

// touch is the write barrier of the struct.
func (c *cell) touch() { c.rt.TouchHost(c.object.Object()) }

// owned is implemented by all structs.
type owned interface{ owner() *cell }

func (c *cell) owner() *cell { return c }

// mark marks the struct x, which may be nil.
func mark[T any, P interface {
	*T
	owned
}](m *heap.Marker, x P) {
	if x != nil {
		m.Value(x.owner().object)
	}
}

// structOf returns the struct of type T that v stands for, nil for any other value.
func structOf[T any](rt *object.Runtime, v heap.Value) *T {
	x, _ := object.HostValue[*T](rt, v)
	return x
}

// this returns the struct of the receiver.
func this[T any](c *object.Call, name string) (*T, error) {
	return object.ThisHost[*T](c, name)
}

// enumerable makes the rows those of a class that WebIDL declares.
func enumerable(rows ...object.Row) []object.Row {
	for i := range rows {
		row := &rows[i]
		switch {
		case row.Flags != 0:
		case row.Get != nil || row.Set != nil:
			row.Flags, row.Attrs = object.RowAttrs, heap.Enumerable|heap.Configurable
		default:
			row.Flags, row.Attrs = object.RowAttrs, heap.Writable|heap.Enumerable|heap.Configurable
		}
	}
	return rows
}

// illegal is the constructor of a class that scripts cannot make objects of.
func illegal(c *object.Call) (heap.Value, error) {
	return heap.Undefined, c.RT.TypeError("Illegal constructor")
}

// tag is the row of a class string.
func tag(name string) object.Row {
	return object.Row{Name: "@@toStringTag", Str: name, Flags: object.RowString}
}

// caught returns what err has thrown; any other error ends the script.
func caught(err error) (heap.Value, error) {
	if t, ok := err.(*object.Throw); ok {
		return t.Value, nil
	}
	return heap.Undefined, err
}

// typeError makes a TypeError.
func typeError(rt *object.Runtime, format string, args ...any) heap.Value {
	v, _ := caught(rt.TypeError(format, args...))
	return v
}
