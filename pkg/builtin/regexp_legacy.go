package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// legacyGroups is how many groups the legacy static properties tell of.
const legacyGroups = 9

// legacyRegExp is the last match of the regular expressions of a realm, for the
// static properties RegExp.$1, RegExp.lastMatch and so on.
type legacyRegExp struct {
	subject heap.Value // Undefined after a match of a subclass: all properties throw
	input   heap.Value
	pos     [2 * (legacyGroups + 1)]int32
	known   int      // how many of pos are of that match
	paren   [2]int32 // the last group
}

func newLegacyRegExp(h *heap.Heap) legacyRegExp {
	empty := h.EmptyString().Value()
	return legacyRegExp{subject: empty, input: empty}
}

// update is UpdateLegacyRegExpStaticProperties, or, for an object of a subclass,
// InvalidateLegacyRegExpStaticProperties.
func (l *legacyRegExp) update(subject *heap.String, pos []int32, enabled bool) {
	if !enabled {
		l.subject, l.input = heap.Undefined, heap.Undefined
		return
	}
	l.subject, l.input = subject.Value(), subject.Value()
	if len(pos) == 2 { // no groups: this comes once for each match
		l.pos[0], l.pos[1] = pos[0], pos[1]
		l.known, l.paren = 2, [2]int32{}
		return
	}
	l.known = copy(l.pos[:], pos)
	l.paren = [2]int32(pos[len(pos)-2:])
}

// group is where a group is in the last match.
func (l *legacyRegExp) group(i int) (from, to int32) {
	if 2*i >= l.known {
		return 0, 0
	}
	return l.pos[2*i], l.pos[2*i+1]
}

// legacyOf is the record of the realm of the receiver, which must be that
// realm's RegExp (GetLegacyRegExpStaticProperty).
func legacyOf(c *object.Call) (*legacyRegExp, error) {
	if c.This != c.Realm.Intrinsic(idRegExp).Value() {
		return nil, c.RT.TypeError("Legacy static property of RegExp used on %s", c.RT.Describe(c.This))
	}
	return &regexps(c.RT).realm(c.Realm).legacy, nil
}

// legacyRow declares a static property that is a piece of the last subject.
func legacyRow(name string, piece func(l *legacyRegExp) (from, to int32)) object.Row {
	return object.Row{Name: name, Get: func(c *object.Call) (heap.Value, error) {
		l, err := legacyOf(c)
		if err != nil {
			return heap.Undefined, err
		}
		if l.subject.IsUndefined() {
			return heap.Undefined, c.RT.TypeError("RegExp.%s is not available", name)
		}
		from, to := piece(l)
		if from < 0 || to < from {
			from, to = 0, 0
		}
		return c.RT.Heap.Substring(l.subject.Str(), int(from), int(to)).Value(), nil
	}}
}

// legacyInputRow declares RegExp.input or RegExp.$_.
func legacyInputRow(name string) object.Row {
	return object.Row{
		Name: name,
		Get: func(c *object.Call) (heap.Value, error) {
			l, err := legacyOf(c)
			if err != nil {
				return heap.Undefined, err
			}
			if l.input.IsUndefined() {
				return heap.Undefined, c.RT.TypeError("RegExp.%s is not available", name)
			}
			return c.RT.Heap.Keep(l.input), nil
		},
		Set: func(c *object.Call) (heap.Value, error) {
			l, err := legacyOf(c)
			if err != nil {
				return heap.Undefined, err
			}
			s, err := c.RT.ToString(c.Arg(0))
			if err == nil {
				l.input = s.Value()
			}
			return heap.Undefined, err
		},
	}
}

var legacyRegExpRows = makeLegacyRows()

// makeLegacyRows declares the legacy static properties of RegExp.
func makeLegacyRows() []object.Row {
	rows := []object.Row{legacyInputRow("input"), legacyInputRow("$_")}
	add := func(piece func(l *legacyRegExp) (from, to int32), names ...string) {
		for _, name := range names {
			rows = append(rows, legacyRow(name, piece))
		}
	}
	add(func(l *legacyRegExp) (from, to int32) { return l.pos[0], l.pos[1] }, "lastMatch", "$&")
	add(func(l *legacyRegExp) (from, to int32) { return l.paren[0], l.paren[1] }, "lastParen", "$+")
	add(func(l *legacyRegExp) (from, to int32) { return 0, l.pos[0] }, "leftContext", "$`")
	add(func(l *legacyRegExp) (from, to int32) { return l.pos[1], int32(l.subject.Str().Len()) }, "rightContext", "$'")
	for i := 1; i <= legacyGroups; i++ {
		add(func(l *legacyRegExp) (from, to int32) { return l.group(i) }, "$"+string(rune('0'+i)))
	}
	return rows
}
