package inspect

import (
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// object describes an object.
func (in *inspector) object(o *heap.Object, level int) string {
	for o.Class() == heap.ClassProxy {
		target, handler := o.Internal(0), o.Internal(1)
		if !target.IsObject() {
			return in.paint(specialStyle, "<Revoked Proxy>")
		}
		if in.options.Proxies {
			return in.proxy(target, handler, level)
		}
		o = target.Object()
		if !in.step() {
			return ""
		}
	}
	for _, x := range in.open {
		if x == o {
			return in.paint(specialStyle, "[Circular *"+strconv.Itoa(in.cycle(o))+"]")
		}
	}
	name := in.constructorName(o)
	tag := in.tag(o, name)
	l := in.head(o, name, tag)
	keys := in.keys(o, l.list)
	switch {
	case in.empty(o, keys):
		if l.base != "" {
			return in.paint(l.look, l.base)
		}
		return in.join(&l, level)
	case level > in.options.Depth:
		return in.paint(specialStyle, "["+strings.TrimSuffix(prefix(name, tag, o.Class().String(), ""), " ")+"]")
	}
	in.open = append(in.open, o)
	in.deepest = level
	in.contents(&l, o, level)
	n := len(l.parts)
	in.properties(&l, o, keys, level)
	if o.Class() == heap.ClassError {
		in.hidden(&l, o, "errors", level)
		in.hidden(&l, o, "cause", level)
	}
	l.extra = len(l.parts) - n
	in.open = in.open[:len(in.open)-1]
	for i, x := range in.cycles {
		if x == o {
			l.base = strings.TrimSuffix(in.paint(specialStyle, "<ref *"+strconv.Itoa(i+1)+">")+" "+l.base, " ")
		}
	}
	return in.join(&l, level)
}

// proxy describes a proxy by what it is made of.
func (in *inspector) proxy(target, handler heap.Value, level int) string {
	if level > in.options.Depth {
		return in.paint(specialStyle, "Proxy [Array]")
	}
	l := layout{prefix: "Proxy ", open: "[", close: "]", list: true}
	in.indent += 2
	l.parts = []string{in.value(target, level+1), in.value(handler, level+1)}
	in.indent -= 2
	return in.join(&l, level)
}

// empty reports that there is nothing between the braces of o, so that they, or the text
// that stands for o, are as short as an abbreviation.
func (in *inspector) empty(o *heap.Object, keys []heap.Value) bool {
	for i, key := range keys {
		if d, ok := in.getOwn(o, key); ok && d.Enumerable() || i >= maxKeyScan {
			return false
		}
		if !in.step() {
			return true
		}
	}
	switch o.Class() {
	case heap.ClassArray:
		return object.ArrayLength(o) == 0
	case heap.ClassHostArray:
		return in.hostLength(o) == 0
	case heap.ClassTypedArray:
		return in.rt.Language().TypedArrayLength(in.rt, o) == 0
	case heap.ClassMap, heap.ClassSet:
		data := o.Internal(0)
		return !data.IsCell() || data.OrderedTable().Len() == 0
	case heap.ClassIterator:
		it, ok := in.rt.Language().TableIterator(in.rt, o)
		if !ok || it.Table == nil {
			return true
		}
		_, _, _, more := it.Table.Next(it.Cursor)
		return !more
	case heap.ClassError:
		return !in.hasHidden(o, "errors") && !in.hasHidden(o, "cause")
	case heap.ClassPromise, heap.ClassWeakMap, heap.ClassWeakSet, heap.ClassArrayBuffer, heap.ClassSharedArrayBuffer, heap.ClassDataView:
		return false
	}
	return true
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

// head describes what an object is, without what it holds.
func (in *inspector) head(o *heap.Object, name, tag string) layout {
	l := layout{open: "{", close: "}"}
	switch class := o.Class(); class {
	case heap.ClassArray:
		l.open, l.close, l.list = "[", "]", true
		if name != "Array" || tag != "" {
			l.prefix = prefix(name, tag, "Array", size(int64(object.ArrayLength(o))))
		}
	case heap.ClassHostArray:
		l.open, l.close, l.list = "[", "]", true
		if name != "Array" || tag != "" {
			l.prefix = prefix(name, tag, "Array", size(in.hostLength(o)))
		}
	case heap.ClassTypedArray:
		l.open, l.close, l.list = "[", "]", true
		l.prefix = prefix(name, tag, "TypedArray", size(in.rt.Language().TypedArrayLength(in.rt, o)))
	case heap.ClassArguments, heap.ClassMappedArguments:
		l.prefix = "[Arguments] "
	case heap.ClassMap, heap.ClassSet:
		if data := o.Internal(0); data.IsCell() {
			l.prefix = prefix(name, tag, class.String(), size(int64(data.OrderedTable().Len())))
		}
	case heap.ClassPromise, heap.ClassWeakMap, heap.ClassWeakSet, heap.ClassWeakRef, heap.ClassArrayBuffer, heap.ClassSharedArrayBuffer, heap.ClassDataView:
		l.prefix = prefix(name, tag, class.String(), "")
	case heap.ClassBoolean, heap.ClassNumber, heap.ClassString, heap.ClassSymbol, heap.ClassBigInt:
		in.boxed(&l, o, name, tag)
	case heap.ClassError:
		l.base = in.errorText(o, name, tag)
	case heap.ClassDate:
		l.base, l.look = in.dateText(o), dateStyle
	case heap.ClassRegExp:
		l.base, l.look = in.regexpText(o), regexpStyle
	case heap.ClassGenerator, heap.ClassAsyncGenerator:
		l.prefix = "Object [" + class.String() + "] "
	case heap.ClassModuleNamespace:
		l.prefix = "[Module: null prototype] "
	case heap.ClassIterator:
		l.prefix = prefix(name, tag, "Object", "")
		if it, ok := in.rt.Language().TableIterator(in.rt, o); ok {
			l.prefix = iteratorPrefix(&it)
		}
	default:
		switch {
		case o.IsCallable():
			l.base, l.look = in.functionText(o, name, tag), specialStyle
		case in.libraryText(&l, o, name):
		case name != "Object" || tag != "":
			l.prefix = prefix(name, tag, "Object", "")
		}
	}
	return l
}

// libraryText describes an object of which its library has a text: by its class and that, in the look of dates.
func (in *inspector) libraryText(l *layout, o *heap.Object, name string) bool {
	text, ok := in.rt.LibraryText(o)
	if !ok {
		return false
	}
	class := o.Class().String()
	switch {
	case name == "":
		l.base = "[" + class + ": null prototype] " + text
	case strings.HasSuffix(class, "."+name):
		l.base = class + " " + text
	default:
		l.base = name + " [" + class + "] " + text
	}
	l.look = dateStyle
	return true
}

// hostLength is the length of an array of the host, 0 where asking may run a script.
func (in *inspector) hostLength(o *heap.Object) int64 {
	if v, ok := in.own(o, in.rt.Heap.Names.Length); ok && v.IsNumber() && v.Float64() > 0 {
		return int64(v.Float64())
	}
	return 0
}

func size(n int64) string { return "(" + strconv.FormatInt(n, 10) + ")" }

// contents describes what an object of its class holds beside properties with names.
func (in *inspector) contents(l *layout, o *heap.Object, level int) {
	switch o.Class() {
	case heap.ClassArray:
		in.elements(l, o, int64(object.ArrayLength(o)), level)
	case heap.ClassHostArray:
		in.elements(l, o, in.hostLength(o), level)
	case heap.ClassTypedArray:
		in.elements(l, o, in.rt.Language().TypedArrayLength(in.rt, o), level)
	case heap.ClassMap, heap.ClassSet:
		in.collection(l, o, level)
	case heap.ClassPromise:
		l.parts = []string{in.promise(o, level)}
	case heap.ClassWeakMap, heap.ClassWeakSet:
		l.parts = []string{in.paint(specialStyle, "<items unknown>")}
	case heap.ClassArrayBuffer, heap.ClassSharedArrayBuffer:
		in.buffer(l, o)
	case heap.ClassDataView:
		in.view(l, o, level)
	case heap.ClassIterator:
		if it, ok := in.rt.Language().TableIterator(in.rt, o); ok {
			in.iterator(l, &it, level)
		}
	}
}

// own reads an own data property without running code.
func (in *inspector) own(o *heap.Object, key heap.Value) (heap.Value, bool) {
	if !in.rt.Quiet(o) {
		return heap.Undefined, false
	}
	d, ok := in.getOwn(o, key)
	if !ok || d.IsAccessor() {
		return heap.Undefined, false
	}
	return d.Value, true
}

// maxChain is how many prototypes are looked at.
const maxChain = 64

// constructorName is the name of the nearest constructor on the prototype chain that o is
// an instance of, "" for an object without prototype.
func (in *inspector) constructorName(o *heap.Object) string {
	h := in.rt.Heap
	for p, n := o, 0; n < maxChain; n++ {
		if c, ok := in.own(p, h.Names.Constructor); ok && c.IsObject() && c.Object().IsCallable() && in.isInstance(o, c.Object()) {
			if name, ok := in.own(c.Object(), h.Names.Name); ok && name.IsString() && name.Str().Len() > 0 {
				return name.Str().Go(h)
			}
		}
		next := p.Proto(h)
		if !next.IsObject() || p.Class() == heap.ClassProxy {
			if n == 0 {
				return ""
			}
			break
		}
		p = next.Object()
	}
	return "Object <Complex prototype>"
}

// isInstance reports whether the prototype that constructor gives is on the chain of o.
func (in *inspector) isInstance(o, constructor *heap.Object) bool {
	h := in.rt.Heap
	proto, ok := in.own(constructor, h.Names.Prototype)
	for n := 0; ok && n < maxChain; n++ {
		next := o.Proto(h)
		if !next.IsObject() || o.Class() == heap.ClassProxy {
			break
		}
		if next == proto {
			return true
		}
		o = next.Object()
	}
	return false
}

// tag is the @@toStringTag of o when it says more than the constructor's name.
func (in *inspector) tag(o *heap.Object, name string) string {
	h := in.rt.Heap
	first := o
	for range maxChain {
		if !in.rt.Quiet(o) {
			return ""
		}
		if d, ok := in.getOwn(o, h.Symbols.ToStringTag); ok {
			if t := d.Value; !d.IsAccessor() && t.IsString() && t.Str().Len() > 0 && !(o == first && d.Enumerable()) {
				if s := t.Str().Go(h); s != name {
					return s
				}
			}
			return ""
		}
		p := o.Proto(h)
		if !p.IsObject() {
			break
		}
		o = p.Object()
	}
	return ""
}

// prefix is what stands before the braces of an object: the name of its constructor, or
// fallback, with its size where it has one.
func prefix(name, tag, fallback, size string) string {
	s := name + size
	if name == "" {
		s = "[" + fallback + size + ": null prototype]"
		if tag == fallback {
			tag = ""
		}
	}
	if tag != "" {
		s += " [" + tag + "]"
	}
	return s + " "
}

// boxed describes the object of a primitive.
func (in *inspector) boxed(l *layout, o *heap.Object, name, tag string) {
	class := o.Class().String()
	s, look := in.primitive(o.Internal(0))
	l.base = "[" + class
	switch name {
	case class:
	case "":
		l.base += " (null prototype)"
	default:
		l.base += " (" + name + ")"
	}
	l.base += ": " + s + "]"
	if tag != "" {
		l.base += " [" + tag + "]"
	}
	l.look = look
}

// functionText is "[Function: f]", "[class A extends B]" and the like.
func (in *inspector) functionText(o *heap.Object, name, tag string) string {
	h := in.rt.Heap
	own := ""
	if v, ok := in.own(o, h.Names.Name); ok && v.IsString() {
		own = v.Str().Go(h)
	}
	text := in.rt.FunctionText(o)
	if strings.HasPrefix(text, "class") {
		return in.classText(o, own, name, tag)
	}
	kind := "Function"
	if o.Class() == heap.ClassFunction {
		if f := in.rt.CodeOf(o).Func; f != nil && f.IsGenerator {
			kind = "Generator" + kind
		}
		if f := in.rt.CodeOf(o).Func; f != nil && f.IsAsync {
			kind = "Async" + kind
		}
	}
	s := "[" + kind
	if name == "" {
		s += " (null prototype)"
	}
	if own == "" {
		s += " (anonymous)]"
	} else {
		s += ": " + own + "]"
	}
	if name != kind && name != "" {
		s += " " + name
	}
	if tag != "" {
		s += " [" + tag + "]"
	}
	return s
}

// classText is "[class A extends B]".
func (in *inspector) classText(o *heap.Object, own, name, tag string) string {
	h := in.rt.Heap
	if own == "" {
		own = "(anonymous)"
	}
	s := "class " + own
	if name != "Function" && name != "" {
		s += " [" + name + "]"
	}
	if tag != "" {
		s += " [" + tag + "]"
	}
	if p := o.Proto(h); p.IsObject() {
		if super, ok := in.own(p.Object(), h.Names.Name); ok && super.IsString() && super.Str().Len() > 0 {
			s += " extends " + super.Str().Go(h)
		}
	} else {
		s += " extends null"
	}
	return "[" + s + "]"
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

// buffer describes the memory of a buffer.
func (in *inspector) buffer(l *layout, o *heap.Object) {
	data, ok := in.rt.Language().BufferBytes(in.rt, o)
	if !ok {
		l.parts = append(l.parts, in.paint(specialStyle, "(detached)"))
	} else {
		shown := data[:min(len(data), maxBytes)]
		digits := make([]string, len(shown))
		for i := range shown {
			digits[i] = hex.EncodeToString(shown[i : i+1])
		}
		text := strings.Join(digits, " ")
		if left := len(data) - len(shown); left > 0 {
			text += " ... " + count(left, "more byte")
		}
		l.parts = append(l.parts, in.paint(specialStyle, "[Uint8Contents]")+": <"+text+">")
	}
	l.parts = append(l.parts, "byteLength: "+in.paint(numberStyle, strconv.Itoa(len(data))))
}

// view describes what a DataView shows.
func (in *inspector) view(l *layout, o *heap.Object, level int) {
	length, offset, buffer := in.rt.Language().DataViewRange(in.rt, o)
	in.indent += 2
	l.parts = append(l.parts,
		"byteLength: "+in.paint(numberStyle, strconv.FormatInt(length, 10)),
		"byteOffset: "+in.paint(numberStyle, strconv.FormatInt(offset, 10)),
		"buffer: "+in.value(buffer, level+1))
	in.indent -= 2
}
