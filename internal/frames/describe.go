package frames

import (
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// How far a description goes.
const (
	maxDepth      = 2
	maxProperties = 8
	shortText     = 12 // code units of strings that are flat in any case
)

// describer describes the values of one dump.
type describer struct {
	rt    *object.Runtime
	texts bool
	first map[heap.Value]string // by cell: the register that had it first
}

// same returns which earlier register held the cell v, and notes that the one of
// the given name does.
func (d *describer) same(v heap.Value, name string) string {
	if !v.IsObject() {
		return ""
	}
	if first, ok := d.first[v]; ok {
		return first
	}
	d.first[v] = name
	return ""
}

// describe is the text of a value, for the comparison only. A number has one text
// in whatever form it is held.
func (d *describer) describe(v heap.Value, depth int) string {
	switch {
	case v.IsNumber():
		return strconv.FormatFloat(v.Float64(), 'g', -1, 64)
	case v.IsHandle():
		return "Function" // of a built-in function that nobody has touched yet
	case !v.IsCellPointer():
		return v.String()
	}
	heap.CheckCell(v)
	switch {
	case v.IsString():
		return d.text(v.Str())
	case v.IsBigInt():
		b := v.BigInt()
		return fmt.Sprintf("BigInt of %d bits, sign %d, %#x", b.BitLen(), b.Sign(), b.Uint64())
	case v.IsSymbol():
		return "symbol"
	case v.IsObject():
		return d.object(v.Object(), depth)
	}
	return "cell"
}

func (d *describer) text(s *heap.String) string {
	if s.Len() > shortText && !d.texts {
		return fmt.Sprintf("text of %d", s.Len())
	}
	text := s.Go(d.rt.Heap)
	if len(text) > 4*shortText {
		text = fmt.Sprintf("%s… (%d, %#x)", text[:4*shortText], s.Len(), crc32.ChecksumIEEE([]byte(text)))
	}
	return strconv.Quote(text)
}

func (d *describer) object(o *heap.Object, depth int) string {
	class := heap.Classes[o.Class()].Name
	if o.IsCallable() {
		return class
	}
	if depth >= maxDepth {
		return class + "{…}"
	}
	var parts []string
	for i, v := range o.Dense() {
		if i == maxProperties {
			break
		}
		parts = append(parts, d.describe(v, depth+1))
	}
	if o.IsSparse() {
		parts = append(parts, "sparse")
	}
	o.Shape(d.rt.Heap).ForEach(func(key heap.Value, p heap.Prop) bool {
		name := "symbol"
		if key.IsString() {
			name = key.Str().Go(d.rt.Heap)
		}
		value := "accessor"
		if p.Attrs&heap.AccessorProp == 0 {
			value = d.describe(o.Slot(p), depth+1)
		}
		parts = append(parts, fmt.Sprintf("%s:%x:%s", name, p.Attrs, value))
		return len(parts) < 2*maxProperties
	})
	return fmt.Sprintf("%s(%d){%s}", class, o.ElementsLen(), strings.Join(parts, ","))
}

// scopes describes the environments from env up to, and not including, outer.
func (d *describer) scopes(env, outer heap.Value) []string {
	var out []string
	for ; env.IsCell() && env != outer; env = env.Env().Parent() {
		e := env.Env()
		var parts []string
		for i := range d.rt.Heap.EnvRoom(e) {
			parts = append(parts, d.describe(e.Slot(i), 1))
		}
		out = append(out, strings.Join(parts, ", "))
	}
	return out
}
