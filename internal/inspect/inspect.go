package inspect

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Limits of what a description shows.
const (
	maxDepth      = 2     // levels of nested objects shown in full
	maxItems      = 100   // elements of an array, a Map, a Set
	maxKeys       = 1000  // named properties
	maxText       = 10000 // bytes of a nested string
	lineWidth     = 80    // width of a line
	compactLevels = 3     // levels of nesting that may share a line
	columnsFrom   = 6     // arrays longer than this are set in columns
	maxKeyScan    = 1 << 16
)

// Value describes a value as the console shows it: strings are quoted, objects show
// their properties, cycles are marked, and nesting beyond two levels is abbreviated.
// The error is a *Termination.
func Value(rt *object.Runtime, v heap.Value) (string, error) {
	in := &inspector{rt: rt}
	s := in.value(v, 0)
	return s, in.err
}

// inspector is one inspection.
type inspector struct {
	rt      *object.Runtime
	open    []*heap.Object // objects being described, outermost first
	cycles  []*heap.Object // objects met again below themselves, numbered from 1
	indent  int
	deepest int // level of the innermost object described last
	err     error
}

// step counts a turn of a loop and reports whether the description goes on. An
// error stays: what ended an inner object ends those around it.
func (in *inspector) step() bool {
	if in.err == nil {
		in.err = in.rt.Step()
	}
	return in.err == nil
}

// getOwn is GetOwnProperty, without a property where that throws; what ends the script
// ends the description.
func (in *inspector) getOwn(o *heap.Object, key heap.Value) (d object.Descriptor, ok bool) {
	d, ok, err := in.rt.GetOwnProperty(o, key)
	return d, ok && in.fine(err)
}

// fine reports whether err is nil, and keeps the error that ends the script.
func (in *inspector) fine(err error) bool {
	if _, ends := err.(*object.Termination); ends && in.err == nil {
		in.err = err
	}
	return err == nil
}

// value describes v at a nesting level.
func (in *inspector) value(v heap.Value, level int) string {
	rt := in.rt
	switch {
	case v.IsString():
		return quote(clip(v.Str().Go(rt.Heap)))
	case v.IsObject():
		return in.object(v.Object(), level)
	}
	return in.primitive(v)
}

func (in *inspector) primitive(v heap.Value) string {
	rt := in.rt
	switch {
	case v.IsString():
		return quote(clip(v.Str().Go(rt.Heap)))
	case v.IsNumber():
		if f := v.Float64(); f == 0 && 1/f < 0 {
			return "-0"
		}
		return num.FormatNumber(v.Float64())
	case v.IsBigInt():
		s, err := rt.BigIntToString(v.BigInt(), 10)
		if err != nil {
			in.err = err
			return ""
		}
		return s.Go(rt.Heap) + "n"
	case v == heap.Hole, v == heap.TDZ, v == heap.Empty:
		return "<uninitialized>"
	}
	return rt.Describe(v)
}

func clip(s string) string {
	if len(s) <= maxText {
		return s
	}
	n := maxText
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "... " + strconv.Itoa(len(s)-n) + " more bytes"
}

const hexDigits = "0123456789ABCDEF"

// quote puts text between the quotes that need the fewest escapes.
func quote(s string) string {
	q := byte('\'')
	if strings.Contains(s, "'") {
		if !strings.Contains(s, "\"") {
			q = '"'
		} else if !strings.Contains(s, "`") && !strings.Contains(s, "${") {
			q = '`'
		}
	}
	var b strings.Builder
	b.WriteByte(q)
	for i := range len(s) {
		switch c := s[i]; {
		case c == q || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString("\\n")
		case c == '\r':
			b.WriteString("\\r")
		case c == '\t':
			b.WriteString("\\t")
		case c == '\b':
			b.WriteString("\\b")
		case c == '\f':
			b.WriteString("\\f")
		case c == '\v':
			b.WriteString("\\v")
		case c < ' ' || c == 0x7F:
			b.WriteString("\\x")
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte(q)
	return b.String()
}

// object describes an object.
func (in *inspector) object(o *heap.Object, level int) string {
	for o.Class() == heap.ClassProxy {
		target := o.Internal(0)
		if !target.IsObject() {
			return "<Revoked Proxy>"
		}
		o = target.Object()
		if !in.step() {
			return ""
		}
	}
	for _, x := range in.open {
		if x == o {
			return "[Circular *" + strconv.Itoa(in.cycle(o)) + "]"
		}
	}
	name := in.constructorName(o)
	if level > maxDepth && !in.empty(o) {
		switch {
		case o.IsCallable():
			return in.functionText(o, name, in.tag(o, name))
		case o.Class() == heap.ClassError:
			return "[" + in.rt.ErrorText(o) + "]"
		}
		return "[" + tagged(name, in.tag(o, name)) + "]"
	}
	in.open = append(in.open, o)
	if !in.empty(o) {
		in.deepest = level
	}
	l := in.contents(o, name, level)
	in.open = in.open[:len(in.open)-1]
	s := l.base
	if s == "" || len(l.parts) > 0 {
		s = in.join(&l, level)
	}
	for i, x := range in.cycles {
		if x == o {
			s = "<ref *" + strconv.Itoa(i+1) + "> " + s
		}
	}
	return s
}

// empty reports that a plain object or array has nothing to show, so that its
// braces are as short as an abbreviation.
func (in *inspector) empty(o *heap.Object) bool {
	if o.HasElements() || o.Shape(in.rt.Heap).Count() != 0 {
		return false
	}
	return o.Class() == heap.ClassObject || o.Class() == heap.ClassArray && object.ArrayLength(o) == 0
}

// cycle numbers an object that is met below itself.
func (in *inspector) cycle(o *heap.Object) int {
	for i, x := range in.cycles {
		if x == o {
			return i + 1
		}
	}
	in.cycles = append(in.cycles, o)
	return len(in.cycles)
}

// own reads an own data property without running code.
func (in *inspector) own(o *heap.Object, key heap.Value) (heap.Value, bool) {
	if o.Class() == heap.ClassProxy {
		return heap.Undefined, false
	}
	d, ok := in.getOwn(o, key)
	if !ok || d.IsAccessor() {
		return heap.Undefined, false
	}
	return d.Value, true
}

// constructorName is the name of the nearest constructor on the prototype chain,
// "" for an object without prototype.
func (in *inspector) constructorName(o *heap.Object) string {
	h := in.rt.Heap
	for range 64 {
		if c, ok := in.own(o, h.Names.Constructor); ok && c.IsObject() && c.Object().IsCallable() {
			if name, ok := in.own(c.Object(), h.Names.Name); ok && name.IsString() && name.Str().Len() > 0 {
				return name.Str().Go(h)
			}
		}
		p := o.Proto(h)
		if !p.IsObject() || o.Class() == heap.ClassProxy {
			break
		}
		o = p.Object()
	}
	return ""
}

// tag is the @@toStringTag of o when it says more than the constructor's name.
func (in *inspector) tag(o *heap.Object, name string) string {
	h := in.rt.Heap
	for range 64 {
		if d, ok := in.getOwn(o, h.Symbols.ToStringTag); ok {
			if t := d.Value; !d.IsAccessor() && !d.Enumerable() && t.IsString() && t.Str().Len() > 0 {
				if s := t.Str().Go(h); s != name {
					return s
				}
			}
			return ""
		}
		p := o.Proto(h)
		if !p.IsObject() || o.Class() == heap.ClassProxy {
			break
		}
		o = p.Object()
	}
	return ""
}

// tagged is a constructor's name with a tag: "Foo [bar]".
func tagged(name, tag string) string {
	if name == "" {
		name = "Object: null prototype"
		if tag == "" {
			return name
		}
	}
	if tag != "" {
		return name + " [" + tag + "]"
	}
	return name
}

// prefix is what stands before the braces of o: nothing for a plain object or
// array, else its name, with its size where it has one.
func prefix(name, tag, plain, size string) string {
	if name == plain && tag == "" && size == "" {
		return ""
	}
	s := name + size
	if name == "" {
		s = "[" + plain + size + ": null prototype]"
	}
	if tag != "" {
		s += " [" + tag + "]"
	}
	return s + " "
}

// contents takes o apart by its class.
func (in *inspector) contents(o *heap.Object, name string, level int) layout {
	tag := in.tag(o, name)
	l := layout{open: "{", close: "}"}
	switch class := o.Class(); class {
	case heap.ClassArray:
		l.open, l.close, l.list = "[", "]", true
		if name != "Array" {
			l.prefix = prefix(name, tag, "Array", "("+strconv.Itoa(int(object.ArrayLength(o)))+")")
		}
		l.parts = in.elements(o, int64(object.ArrayLength(o)), level)
	case heap.ClassTypedArray:
		n := in.rt.Language().TypedArrayLength(in.rt, o)
		l.open, l.close, l.list = "[", "]", true
		l.prefix = name + "(" + strconv.FormatInt(n, 10) + ") "
		l.parts = in.elements(o, n, level)
	case heap.ClassArguments, heap.ClassMappedArguments:
		l.open, l.close, l.list = "[", "]", true
		l.prefix = "[Arguments] "
		if n, ok := in.own(o, in.rt.Heap.Names.Length); ok && n.IsInt() {
			l.parts = in.elements(o, int64(max(n.AsInt(), 0)), level)
		}
	case heap.ClassMap, heap.ClassSet:
		in.collection(&l, o, name, tag, level)
	case heap.ClassPromise:
		l.prefix = prefix(name, tag, "Promise", " ")
		l.prefix = strings.TrimRight(l.prefix, " ") + " "
		l.parts = []string{in.promise(o, level)}
	case heap.ClassBoolean, heap.ClassNumber, heap.ClassString, heap.ClassSymbol, heap.ClassBigInt:
		l.base = "[" + tagged(class.String(), "") + ": " + in.primitive(o.Internal(0)) + "]"
	case heap.ClassError:
		l.base = in.errorText(o)
	case heap.ClassDate:
		l.base = in.dateText(o)
	case heap.ClassRegExp:
		l.base = in.regexpText(o)
	case heap.ClassGenerator, heap.ClassAsyncGenerator:
		l.prefix = "Object [" + class.String() + "] "
	case heap.ClassWeakMap, heap.ClassWeakSet:
		l.prefix, l.parts = class.String()+" ", []string{"<items unknown>"}
	case heap.ClassModuleNamespace:
		l.prefix = "[Module: null prototype] "
	default:
		if o.IsCallable() {
			l.base = in.functionText(o, name, tag)
		} else {
			l.prefix = prefix(name, tag, "Object", "")
		}
	}
	n := len(l.parts)
	in.properties(&l, o, level)
	if o.Class() == heap.ClassError {
		in.hidden(&l, o, "errors", level)
		in.hidden(&l, o, "cause", level)
	}
	l.extra = len(l.parts) - n
	return l
}

// elements describes indexed elements; runs of absent ones are counted.
func (in *inspector) elements(o *heap.Object, n int64, level int) []string {
	var parts []string
	empty := int64(0)
	flush := func() {
		if empty > 0 {
			s := "<" + strconv.FormatInt(empty, 10) + " empty item"
			if empty > 1 {
				s += "s"
			}
			parts = append(parts, s+">")
			empty = 0
		}
	}
	for k := int64(0); k < n && in.err == nil; k++ {
		if len(parts) >= maxItems {
			more := n - k
			s := "... " + strconv.FormatInt(more, 10) + " more item"
			if more > 1 {
				s += "s"
			}
			empty = 0
			return append(parts, s)
		}
		if o.Class() == heap.ClassArray {
			// Leap over absent elements: a length of 2^32 costs nothing.
			next, ok := in.rt.Heap.NextElement(o, uint32(k))
			if !ok {
				empty += n - k
				break
			}
			empty += int64(next) - k
			k = int64(next)
		}
		d, ok, err := in.rt.GetOwnProperty(o, in.rt.KeyFromInt(k))
		if !in.fine(err) {
			break
		}
		if !ok {
			empty++
			continue
		}
		flush()
		parts = append(parts, in.property(&d, level))
		in.step()
	}
	flush()
	return parts
}

// property describes the value of a property.
func (in *inspector) property(d *object.Descriptor, level int) string {
	if d.IsAccessor() {
		switch {
		case d.Set.IsUndefined():
			return "[Getter]"
		case d.Get.IsUndefined():
			return "[Setter]"
		}
		return "[Getter/Setter]"
	}
	in.indent += 2
	s := in.value(d.Value, level+1)
	in.indent -= 2
	return s
}

// properties appends the enumerable named properties of o.
func (in *inspector) properties(l *layout, o *heap.Object, level int) {
	rt := in.rt
	var keys []heap.Value
	if l.list && o.Class() != heap.ClassTypedArray && !o.Has(heap.FlagExotic) {
		keys = o.Shape(rt.Heap).Keys()
	} else {
		var err error
		if keys, err = rt.OwnPropertyKeys(o); !in.fine(err) {
			return
		}
	}
	shown := 0
	for i, key := range keys {
		if in.err != nil {
			return
		}
		if heap.KeyIsIndex(key) && (l.list || o.Class() == heap.ClassString) {
			continue
		}
		if o.Class() == heap.ClassError && (key == rt.Heap.Names.Message || key == rt.Heap.InternGo("stack")) {
			continue
		}
		d, ok := in.getOwn(o, key)
		if !ok || !d.Enumerable() {
			continue
		}
		if shown == maxKeys || i >= maxKeyScan {
			l.parts = append(l.parts, "... "+strconv.Itoa(len(keys)-i)+" more properties")
			return
		}
		shown++
		l.parts = append(l.parts, in.keyText(key)+": "+in.property(&d, level))
		in.step()
	}
}

// keyText is a property key as an object literal would have it.
func (in *inspector) keyText(key heap.Value) string {
	if key.IsSymbol() {
		return "[" + in.rt.SymbolText(key.Symbol()) + "]"
	}
	s := in.rt.KeyText(key)
	if heap.KeyIsIndex(key) || isName(s) {
		if heap.KeyIsIndex(key) {
			return quote(s)
		}
		return s
	}
	return quote(s)
}

func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// collection describes the entries of a Map or a Set.
func (in *inspector) collection(l *layout, o *heap.Object, name, tag string, level int) {
	isMap := o.Class() == heap.ClassMap
	plain := o.Class().String()
	data := o.Internal(0)
	if !data.IsCell() {
		l.prefix = prefix(name, tag, "Object", "")
		return
	}
	t := data.OrderedTable()
	if tag == plain {
		tag = ""
	}
	l.prefix = prefix(name, tag, plain, "("+strconv.Itoa(t.Len())+")")
	in.indent += 2
	defer func() { in.indent -= 2 }()
	cursor := heap.Cursor(0)
	for in.err == nil {
		k, v, next, ok := t.Next(cursor)
		if !ok {
			return
		}
		if len(l.parts) == maxItems {
			l.parts = append(l.parts, "... "+strconv.Itoa(t.Len()-maxItems)+" more items")
			return
		}
		cursor = next
		s := in.value(k, level+1)
		if isMap {
			s += " => " + in.value(v, level+1)
		}
		l.parts = append(l.parts, s)
		in.step()
	}
}

func (in *inspector) promise(o *heap.Object, level int) string {
	state, v := object.StateOf(o)
	if state == object.PromisePending {
		return "<pending>"
	}
	in.indent += 2
	s := in.value(v, level+1)
	in.indent -= 2
	if state == object.PromiseRejected {
		return "<rejected> " + s
	}
	return s
}

// errorText is the stack of an error; nested ones are bracketed when they have
// no frames.
func (in *inspector) errorText(o *heap.Object) string {
	rt := in.rt
	s := rt.ErrorStack(o).Go(rt.Heap)
	if v, ok := in.own(o, rt.Heap.InternGo("stack")); ok && v.IsString() && v.Str().Len() > 0 {
		s = v.Str().Go(rt.Heap)
	}
	if !strings.Contains(s, "\n    at ") {
		s = "[" + s + "]"
	}
	if in.indent > 0 {
		s = strings.ReplaceAll(s, "\n", "\n"+strings.Repeat(" ", in.indent))
	}
	return s
}

// hidden appends a property of an error that is shown although it is not
// enumerable.
func (in *inspector) hidden(l *layout, o *heap.Object, name string, level int) {
	d, ok := in.getOwn(o, in.rt.Heap.InternGo(name))
	if ok && !d.Enumerable() {
		l.parts = append(l.parts, "["+name+"]: "+in.property(&d, level))
	}
}

// functionText is "[Function: f]", "[class A extends B]" and the like.
func (in *inspector) functionText(o *heap.Object, name, tag string) string {
	h := in.rt.Heap
	own := ""
	if v, ok := in.own(o, h.Names.Name); ok && v.IsString() {
		own = v.Str().Go(h)
	}
	if strings.HasPrefix(in.rt.FunctionText(o), "class") {
		s := "class "
		if own == "" {
			s += "(anonymous)"
		} else {
			s += own
		}
		if p := o.Proto(h); p.IsObject() && p.Object().IsCallable() {
			if super, ok := in.own(p.Object(), h.Names.Name); ok && super.IsString() && super.Str().Len() > 0 {
				s += " extends " + super.Str().Go(h)
			}
		}
		return "[" + s + "]"
	}
	kind := "Function"
	if tag != "" && strings.HasSuffix(tag, "Function") {
		kind = tag
	} else if strings.HasSuffix(name, "Function") && name != "" {
		kind = name
	}
	if own == "" {
		return "[" + kind + " (anonymous)]"
	}
	return "[" + kind + ": " + own + "]"
}

// dateText is a Date in ISO form, read from its time value.
func (in *inspector) dateText(o *heap.Object) string {
	v := o.Internal(0)
	if !v.IsNumber() || v.Float64() != v.Float64() {
		return "Invalid Date"
	}
	return num.ISODateTime(int64(v.Float64()))
}

// regexpText is a regular expression as a literal.
func (in *inspector) regexpText(o *heap.Object) string {
	flags := ""
	if v := o.Internal(object.RegExpFlags); v.IsString() {
		flags = v.Str().Go(in.rt.Heap)
	}
	if v := o.Internal(object.RegExpSource); v.IsString() {
		return "/" + object.EscapeRegExpPattern(v.Str().Go(in.rt.Heap)) + "/" + flags
	}
	return "/(?:)/" + flags
}
