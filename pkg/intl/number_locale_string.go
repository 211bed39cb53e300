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
	f, err := numberFormatterFor(rt, locales, options)
	if err != nil {
		return heap.Undefined, err
	}
	if err := toIntlMathematicalValue(rt, x, &s.x); err != nil {
		return heap.Undefined, err
	}
	return formatWith(rt, f, s)
}

// maxNumberRequests bounds numberRequests.
const maxNumberRequests = 64

// numberRequests are formatters by what methods were called with. What that means is the same
// everywhere, so they are those of the process.
var numberRequests struct {
	sync.RWMutex
	byText map[string]*numfmt.Formatter
}

// numberFormatterFor is the formatter of an Intl.NumberFormat made of the arguments.
func numberFormatterFor(rt *object.Runtime, locales, options heap.Value) (*numfmt.Formatter, error) {
	var buffer requestText
	request, known := appendRequest(rt, buffer[:0], locales, options)
	c := &numberRequests
	if known {
		c.RLock()
		f := c.byText[string(request)]
		c.RUnlock()
		if f != nil {
			return f, nil
		}
	}
	// The object is not to be seen, so its prototype does not matter.
	o := rt.NewIntrinsicObject(heap.ClassNumberFormat, object.ObjectPrototype)
	if err := initializeNumberFormat(rt, o, locales, options); err != nil {
		return nil, err
	}
	f := formatterOf(rt, o)
	if known {
		c.Lock()
		defer c.Unlock()
		if len(c.byText) >= maxNumberRequests || c.byText == nil {
			c.byText = make(map[string]*numfmt.Formatter)
		}
		c.byText[string(request)] = f
	}
	return f, nil
}
