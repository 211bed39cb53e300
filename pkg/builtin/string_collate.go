package builtin

import (
	"github.com/kilnjs/kiln/internal/collate"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// stringLocaleCompare is String.prototype.localeCompare
// (sec-string.prototype.localecompare): in the root collation, which is that of the default
// locale, but for the library of ECMA-402 when locales or options are given.
func stringLocaleCompare(c *object.Call) (heap.Value, error) {
	s, that, err := searchOperands(c, "localeCompare")
	if err != nil {
		return heap.Undefined, err
	}
	h := c.RT.Heap
	if locales, options := c.Arg(1), c.Arg(2); !locales.IsUndefined() || !options.IsUndefined() {
		if l := c.RT.Locales(); l != nil {
			return l.LocaleCompare(c, s, that, locales, options)
		}
	}
	if s == that {
		return heap.Int(0), nil
	}
	st := state(c.RT)
	if st.collator == nil {
		st.collator = collate.New(collate.Options{Sensitivity: collate.Variant})
	}
	order, err := st.collator.Compare(collatedText(s.Flat(h)), collatedText(that.Flat(h)), c.RT)
	return heap.Int(int32(order)), err
}

func collatedText(f heap.Flat) collate.Text {
	return collate.Text{Latin1: f.Latin1(), UTF16: f.UTF16()}
}
