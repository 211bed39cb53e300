package builtin

import (
	"github.com/kilnjs/kiln/internal/ucd"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var normalForms = map[string]ucd.Form{"NFC": ucd.NFC, "NFD": ucd.NFD, "NFKC": ucd.NFKC, "NFKD": ucd.NFKD}

// stringNormalize is String.prototype.normalize (sec-string.prototype.normalize).
func stringNormalize(c *object.Call) (heap.Value, error) {
	rt := c.RT
	s, err := thisText(c, "normalize")
	if err != nil {
		return heap.Undefined, err
	}
	form := ucd.NFC
	if v := c.Arg(0); !v.IsUndefined() {
		name, err := rt.ToGoString(v)
		if err != nil {
			return heap.Undefined, err
		}
		var ok bool
		if form, ok = normalForms[name]; !ok {
			return heap.Undefined, rt.RangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD.")
		}
	}
	f := s.Flat(rt.Heap)
	from := normalPrefix(f, form)
	rt.Work(from)
	if from == f.Len() {
		return s.Value(), nil
	}
	b := rt.Heap.Builder()
	b.Flat(f.Slice(0, from))
	err = normalizeRest(rt, f, from, form, func(out []rune) error {
		for _, r := range out {
			b.CodePoint(r)
		}
		if b.Err() != nil {
			_, err := rt.BuiltString(&b)
			return err
		}
		return rt.Poll()
	})
	if err != nil {
		return heap.Undefined, err
	}
	return rt.BuiltString(&b)
}

// normalPrefix returns the length of a beginning of f that is normalized, and
// that nothing after it can change.
func normalPrefix(f heap.Flat, form ucd.Form) int {
	// Below this code point nothing changes, and nothing combines with what stands
	// before it.
	limit := uint16(0x80)
	if form == ucd.NFC {
		if !f.IsWide() {
			return f.Len()
		}
		limit = 0x300
	}
	if !f.IsWide() {
		for i, c := range f.Latin1() {
			if uint16(c) >= limit {
				return max(i-1, 0)
			}
		}
		return f.Len()
	}
	for i, c := range f.UTF16() {
		if c >= limit {
			return max(i-1, 0)
		}
	}
	return f.Len()
}

// normalizeSlice is the number of units between two calls of emit.
const normalizeSlice = 1 << 12

// normalizeRest normalizes f from a position on, and gives what comes out to emit,
// piece by piece.
func normalizeRest(rt *object.Runtime, f heap.Flat, from int, form ucd.Form, emit func([]rune) error) error {
	n := ucd.NewNormalizer(form)
	for i := from; i < f.Len(); {
		for end := min(i+normalizeSlice, f.Len()); i < end; {
			r, size := codePointAt(f, i)
			n.Add(r)
			i += size
		}
		if err := emit(n.Out); err != nil {
			return err
		}
		if n.Pending() > normalizeSlice {
			if err := rt.CheckAlloc(n.Pending() * ucd.PendingBytes); err != nil {
				return err
			}
		}
		if err := rt.Step(); err != nil {
			return err
		}
		n.Out = n.Out[:0]
	}
	n.Finish()
	return emit(n.Out)
}
