package intl

import (
	"sync"

	"github.com/kilnjs/kiln/internal/numfmt"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// numberToLocaleString is what Number.prototype.toLocaleString (sup-number.prototype.tolocalestring) and
// BigInt.prototype.toLocaleString (sup-bigint.prototype.tolocalestring) do with their value.
func numberToLocaleString(rt *object.Runtime, x, locales, options heap.Value) (heap.Value, error) {
	s := numberScratches.Get().(*numberScratch)
	defer s.release()
	f, ok := plainFormatter(rt, locales, options)
	if !ok {
		// The object is not to be seen, so its prototype does not matter.
		o := rt.NewIntrinsicObject(heap.ClassNumberFormat, object.ObjectPrototype)
		if err := initializeNumberFormat(rt, o, locales, options); err != nil {
			return heap.Undefined, err
		}
		f = formatterOf(rt, o)
	}
	if err := toIntlMathematicalValue(rt, x, &s.x); err != nil {
		return heap.Undefined, err
	}
	return formatWith(rt, f, s)
}

// plainFormatters are formatters of requested locales without options. What a tag means is the same
// everywhere, so they are those of the process.
var plainFormatters struct {
	sync.RWMutex
	byTag map[string]*numfmt.Formatter
}

// plainFormatter is the formatter for a locale, or none, and no options.
func plainFormatter(rt *object.Runtime, locales, options heap.Value) (f *numfmt.Formatter, ok bool) {
	const longest, most = 35, 64
	if !options.IsUndefined() {
		return nil, false
	}
	tag := defaultLocale
	switch {
	case locales.IsString() && locales.Str().Len() <= longest:
		tag = locales.Str().Go(rt.Heap)
	case !locales.IsUndefined():
		return nil, false
	}
	plainFormatters.RLock()
	f = plainFormatters.byTag[tag]
	plainFormatters.RUnlock()
	if f != nil {
		return f, true
	}
	id, ok := parseTag(tag)
	if !ok {
		return nil, false // it will be an error
	}
	id.canonicalize()
	resolved := resolveLocale([]string{id.String()}, []extensionKey{numberingKey}, []string{""})
	f = numfmt.New(numfmt.Default(resolved.data, resolved.values[0]))
	plainFormatters.Lock()
	defer plainFormatters.Unlock()
	if len(plainFormatters.byTag) >= most || plainFormatters.byTag == nil {
		plainFormatters.byTag = make(map[string]*numfmt.Formatter)
	}
	plainFormatters.byTag[tag] = f
	return f, true
}
