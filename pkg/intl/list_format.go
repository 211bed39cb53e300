package intl

import (
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idListFormat          = object.NewIntrinsic()
	idListFormatPrototype = object.NewIntrinsic()
)

// The internal slots of an Intl.ListFormat. [[Templates]] is looked up by them.
const (
	listFormatLocale = iota
	listFormatType   // an index of listTypes
	listFormatStyle  // an index of listStyles
)

var (
	listTypes  = []string{"conjunction", "disjunction", "unit"}
	listStyles = []string{"long", "short", "narrow"}
	// What CLDR calls them in the section lists.
	listTypeNames  = [...]string{"standard", "or", "unit"}
	listStyleNames = [...]string{"", "-short", "-narrow"}
)

// listFormatGroup declares %Intl.ListFormat% and its prototype
// (sec-intl-listformat-constructor).
var listFormatGroup = &object.Group{
	Name:  "ListFormat",
	Fn:    newListFormat,
	Ctor:  idListFormat,
	Proto: idListFormatPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = []object.Row{{Name: "supportedLocalesOf", Length: 1, Fn: supportedLocalesOf}}
		rows = []object.Row{
			{Name: "resolvedOptions", Fn: listFormatResolvedOptions},
			{Name: "format", Length: 1, Fn: listFormatFormat},
			{Name: "formatToParts", Length: 1, Fn: listFormatFormatToParts},
			{Name: "@@toStringTag", Str: "Intl.ListFormat", Flags: object.RowString},
		}
		return static, rows
	},
}

// newListFormat is Intl.ListFormat (sec-Intl.ListFormat).
func newListFormat(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor Intl.ListFormat requires 'new'")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idListFormatPrototype, heap.ClassListFormat)
	if err != nil {
		return heap.Undefined, err
	}
	opt, resolved, err := resolveOptions(rt, c.Arg(0), c.Arg(1), getOptionsObject, nil)
	if err != nil {
		return heap.Undefined, err
	}
	kind, err := opt.index("type", listTypes...)
	if err != nil {
		return heap.Undefined, err
	}
	style, err := opt.index("style", listStyles...)
	if err != nil {
		return heap.Undefined, err
	}
	rt.Heap.SetInternal(o, listFormatLocale, rt.Heap.NewString(resolved.locale).Value())
	rt.Heap.SetInternal(o, listFormatType, heap.Int(int32(kind)))
	rt.Heap.SetInternal(o, listFormatStyle, heap.Int(int32(style)))
	return o.Value(), nil
}

// listFormatOf is the this value, which has to be an Intl.ListFormat.
func listFormatOf(c *object.Call) (*heap.Object, error) {
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassListFormat {
		return c.This.Object(), nil
	}
	return nil, c.RT.TypeError("%s is not an Intl.ListFormat", c.RT.Describe(c.This))
}

// listFormatResolvedOptions is Intl.ListFormat.prototype.resolvedOptions
// (sec-Intl.ListFormat.prototype.resolvedoptions).
func listFormatResolvedOptions(c *object.Call) (heap.Value, error) {
	o, err := listFormatOf(c)
	if err != nil {
		return heap.Undefined, err
	}
	h := c.RT.Heap
	return newRecord(c.RT, field{"locale", o.Internal(listFormatLocale)},
		field{"type", h.InternGo(listTypes[o.Internal(listFormatType).AsInt()])},
		field{"style", h.InternGo(listStyles[o.Internal(listFormatStyle).AsInt()])})
}

// field is a property of an object that a function makes.
type field struct {
	name  string
	value heap.Value
}

// newRecord makes an ordinary object with properties.
func newRecord(rt *object.Runtime, fields ...field) (heap.Value, error) {
	o := rt.NewObject()
	for _, f := range fields {
		if err := rt.CreateDataPropertyOrThrow(o, rt.Heap.InternGo(f.name), f.value); err != nil {
			return heap.Undefined, err
		}
	}
	return o.Value(), nil
}

// listPart is a part of a formatted list.
type listPart struct {
	isElement bool
	value     string
}

// listFormatParts does what format and formatToParts have in common.
func listFormatParts(c *object.Call) ([]listPart, error) {
	o, err := listFormatOf(c)
	if err != nil {
		return nil, err
	}
	list, err := stringListFromIterable(c.RT, c.Arg(0))
	if err != nil {
		return nil, err
	}
	locale := o.Internal(listFormatLocale).Str().Go(c.RT.Heap)
	kind := listTypeNames[o.Internal(listFormatType).AsInt()] + listStyleNames[o.Internal(listFormatStyle).AsInt()]
	return createPartsFromList(c.RT, locale, kind, list)
}

// listFormatFormat is Intl.ListFormat.prototype.format (sec-Intl.ListFormat.prototype.format).
func listFormatFormat(c *object.Call) (heap.Value, error) {
	parts, err := listFormatParts(c)
	if err != nil {
		return heap.Undefined, err
	}
	n := 0
	for _, p := range parts {
		n += len(p.value)
	}
	if err := c.RT.CheckAlloc(n); err != nil {
		return heap.Undefined, err
	}
	if err := c.RT.Steps(len(parts)); err != nil {
		return heap.Undefined, err
	}
	var b strings.Builder
	b.Grow(n)
	for _, p := range parts {
		b.WriteString(p.value)
	}
	if n > heap.MaxStringLength {
		return heap.Undefined, c.RT.RangeError("Invalid string length")
	}
	return c.RT.Heap.NewString(b.String()).Value(), nil
}

// listFormatFormatToParts is Intl.ListFormat.prototype.formatToParts
// (sec-Intl.ListFormat.prototype.formatToParts).
func listFormatFormatToParts(c *object.Call) (heap.Value, error) {
	parts, err := listFormatParts(c)
	if err != nil {
		return heap.Undefined, err
	}
	rt := c.RT
	array := rt.NewArray()
	for i, p := range parts {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		mark := rt.Heap.OpenScope()
		kind := "literal"
		if p.isElement {
			kind = "element"
		}
		v, err := newRecord(rt, field{"type", rt.Heap.InternGo(kind)}, field{"value", rt.Heap.NewString(p.value).Value()})
		if err == nil {
			err = rt.CreateDataPropertyOrThrow(array, rt.KeyFromInt(int64(i)), v)
		}
		if err = rt.CloseScope(mark, err); err != nil {
			return heap.Undefined, err
		}
	}
	return array.Value(), nil
}

// stringListFromIterable is StringListFromIterable (sec-createstringlistfromiterable).
func stringListFromIterable(rt *object.Runtime, iterable heap.Value) ([]string, error) {
	if iterable.IsUndefined() {
		return nil, nil
	}
	iter, next, err := rt.GetIterator(iterable)
	if err != nil {
		return nil, err
	}
	list := object.NewSlice[string](rt)
	texts, size := rt.Heap.Scratch(), int64(0)
	for {
		if err := rt.Step(); err != nil {
			return nil, err
		}
		mark := rt.Heap.OpenScope()
		s, done, err := nextString(rt, iter, next)
		if err = rt.CloseScope(mark, err); err != nil || done {
			return list.Items, err
		}
		size += int64(len(s))
		texts.Set(size)
		if err := list.Append(s); err != nil {
			return nil, err
		}
	}
}

// nextString is the next value of an iterator, which has to be a String.
func nextString(rt *object.Runtime, iter, next heap.Value) (s string, done bool, err error) {
	v, done, err := rt.IteratorStepValue(iter, next)
	if err != nil || done {
		return "", done, err
	}
	if !v.IsString() {
		return "", false, rt.IteratorClose(iter, rt.TypeError("Iterable yielded %s which is not a string", rt.Describe(v)))
	}
	s, err = toText(rt, v)
	return s, false, err
}

// listPattern is a pattern of a list, taken apart: before {0}, between, behind {1}.
type listPattern struct{ before, between, behind string }

func newListPattern(text string) (p listPattern) {
	before, rest, _ := strings.Cut(text, "{0}")
	between, behind, _ := strings.Cut(rest, "{1}")
	return listPattern{before, between, behind}
}

// createPartsFromList is CreatePartsFromList (sec-createpartsfromlist). That builds the list
// from its end, each pattern around the rest; here what stands before the rest comes first, and
// what stands behind it is kept until the end. The kind of list is that of the section lists.
func createPartsFromList(rt *object.Runtime, locale, kind string, list []string) ([]listPart, error) {
	if len(list) == 0 {
		return nil, nil
	}
	text, _ := cldr.Find("lists", locale, kind)
	var patterns [4]listPattern // of a pair, of start, middle and end
	for i, p := range strings.SplitN(text, cldr.Separator, len(patterns)) {
		patterns[i] = newListPattern(p)
	}
	pair, start, middle, end := &patterns[0], &patterns[1], &patterns[2], &patterns[3]
	last := len(list) - 1
	for _, p := range [...]*listPattern{pair, end} {
		p.between = conjunctionBefore(locale, p.between, list[last])
	}
	parts := object.NewSlice[listPart](rt)
	if err := parts.Grow(4 * len(list)); err != nil {
		return nil, err
	}
	literal := func(s string) {
		if s != "" {
			parts.Items = append(parts.Items, listPart{false, s})
		}
	}
	of := func(i int) *listPattern {
		switch {
		case last == 1:
			return pair
		case i == 0:
			return start
		case i < last-1:
			return middle
		}
		return end
	}
	if err := rt.Steps(len(list)); err != nil {
		return nil, err
	}
	for i, s := range list[:last] {
		p := of(i)
		literal(p.before)
		parts.Items = append(parts.Items, listPart{true, s})
		literal(p.between)
	}
	parts.Items = append(parts.Items, listPart{true, list[last]})
	for i := last - 1; i >= 0; i-- {
		literal(of(i).behind)
	}
	return parts.Items, nil
}

// conjunctionBefore is what stands between the last two elements of a list: the conjunctions of
// Spanish change before the sounds that they are made of, and the Hebrew one, a prefix, is
// joined by a hyphen to what is not Hebrew.
func conjunctionBefore(locale, between, next string) string {
	language, _, _ := strings.Cut(locale, "-")
	word := strings.ToLower(next[:min(len(next), len("hie"))])
	switch {
	case next == "":
	case language == "es" && between == " y " &&
		(word[0] == 'i' || strings.HasPrefix(word, "hi") && word != "hia" && word != "hie"):
		return " e "
	case language == "es" && between == " o " &&
		(word[0] == 'o' || word[0] == '8' || strings.HasPrefix(word, "ho") || next == "11" || strings.HasPrefix(next, "11 ")):
		return " u "
	case language == "he" && strings.HasSuffix(between, "ו") && !isHebrew(next):
		return between + "-"
	}
	return between
}

// isHebrew reports whether a text begins with a character of the script.
func isHebrew(s string) bool {
	for _, r := range s {
		return 0x0591 <= r && r <= 0x05F4 || 0xFB1D <= r && r <= 0xFB4F
	}
	return false
}
