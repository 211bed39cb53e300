package object

import "github.com/kilnjs/kiln/pkg/heap"

// maxMakers is how many prototypes MakerOf asks for a constructor.
const maxMakers = 100

// maxMakerName is how many code units of the name of a constructor MakerOf gives.
const maxMakerName = 100

// MakerOf names what the objects of a shape are, for people: by the function that they
// have or inherit as constructor, else by their class. It runs no script and changes
// nothing.
func (rt *Runtime) MakerOf(s *heap.Shape) string {
	class := heap.Classes[s.Class()].Name
	switch s.Class() {
	case heap.ClassFunction, heap.ClassBoundFunction:
		return "Function"
	case heap.ClassProxy, heap.ClassGlobal:
		return class
	}
	p := s.Proto()
	for range maxMakers {
		if !p.IsObject() || p.Object().Class() == heap.ClassProxy {
			return class
		}
		o := p.Object()
		if prop, ok := rt.Heap.Lookup(o, rt.Heap.Names.Constructor); ok {
			if prop.Attrs&heap.AccessorProp == 0 {
				if name := rt.makerName(o.Slot(prop)); name != "" {
					return name
				}
			}
			return class
		}
		p = o.Proto(rt.Heap)
	}
	return class
}

// makerName is the name of a constructor, "" if v is no function with one.
func (rt *Runtime) makerName(v heap.Value) string {
	if !v.IsObject() || v.Object().Class() != heap.ClassFunction {
		return ""
	}
	f := v.Object()
	name := rt.CodeOf(f).Name
	if p, ok := rt.Heap.Lookup(f, rt.Heap.Names.Name); ok && p.Attrs&heap.AccessorProp == 0 && f.Slot(p).IsString() {
		name = f.Slot(p)
	}
	if !name.IsString() {
		return ""
	}
	text, _ := name.Str().Beginning(maxMakerName)
	return text
}

// CellName names cells that are no objects, for people.
func CellName(k heap.Kind) string {
	switch k {
	case heap.KindLatin1, heap.KindUTF16, heap.KindRope, heap.KindSlice, heap.KindBufLatin1, heap.KindBufUTF16:
		return "(text)"
	case heap.KindSymbol:
		return "(symbol)"
	case heap.KindBigInt:
		return "(bigint)"
	case heap.KindEnv:
		return "(scope)"
	case heap.KindSlots:
		return "(properties)"
	case heap.KindElements:
		return "(elements)"
	case heap.KindAccessor:
		return "(accessor)"
	case heap.KindBytes:
		return "(bytes)"
	case heap.KindGenState:
		return "(suspended frame)"
	case heap.KindTable:
		return "(table)"
	case heap.KindTableData:
		return "(entries)"
	case heap.KindWeak:
		return "(weak reference)"
	}
	return "(" + k.String() + ")"
}
