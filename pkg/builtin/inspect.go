package builtin

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Limits of what an inspection shows.
const (
	inspectDepth   = 2     // levels of nested objects shown in full
	inspectItems   = 100   // elements of an array, a Map, a Set
	inspectKeys    = 1000  // named properties
	inspectText    = 10000 // bytes of a nested string
	inspectWidth   = 80    // width of a line
	inspectCompact = 3     // levels of nesting that may share a line
	inspectColumns = 6     // arrays longer than this are set in columns
	inspectKeyScan = 1 << 16
)

// Inspect describes a value for a person, as the console shows it: strings are
// quoted, objects show their properties, cycles are marked, and nesting beyond
// two levels is abbreviated. No script code runs: getters are named, proxies
// shown as their targets. The error is a *Termination.
func Inspect(rt *object.Runtime, v heap.Value) (string, error) {
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
	if len(s) <= inspectText {
		return s
	}
	n := inspectText
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "... " + strconv.Itoa(len(s)-n) + " more bytes"
}

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

// layout is an object taken apart: what stands before the braces, the braces and
// the parts between them.
type layout struct {
	base   string // text in place of the braces when there are no parts
	prefix string // constructor name and the like, before the braces
	open   string
	close  string
	parts  []string
	list   bool // array-like: long lists of short parts are set in columns
	extra  int  // parts at the end that are no elements
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
	if level > inspectDepth && !in.empty(o) {
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
		n, err := iterationLength(in.rt, o)
		if !in.fine(err) {
			n = 0
		}
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
		if len(parts) >= inspectItems {
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
		if shown == inspectKeys || i >= inspectKeyScan {
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
		if len(l.parts) == inspectItems {
			l.parts = append(l.parts, "... "+strconv.Itoa(t.Len()-inspectItems)+" more items")
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

// join puts the parts of an object together: on one line when they are few and
// short, in columns for long arrays, else one below the other.
func (in *inspector) join(l *layout, level int) string {
	if len(l.parts) == 0 {
		return l.prefix + l.open + l.close
	}
	head := l.prefix + l.open
	if l.base != "" {
		head = l.base + " " + l.open
	}
	parts := l.parts
	grouped := false
	if l.list && len(parts) > inspectColumns && l.extra == 0 {
		if rows := in.columns(parts); rows != nil {
			parts, grouped = rows, true
		}
	}
	if in.deepest-level < inspectCompact && !grouped {
		total := 2*len(parts) + in.indent + len(head) + 10
		single := true
		for _, p := range parts {
			total += utf8.RuneCountInString(p)
			single = single && !strings.Contains(p, "\n")
		}
		if single && total <= inspectWidth && !strings.Contains(l.base, "\n") {
			return head + " " + strings.Join(parts, ", ") + " " + l.close
		}
	}
	pad := "\n" + strings.Repeat(" ", in.indent)
	return head + pad + "  " + strings.Join(parts, ","+pad+"  ") + pad + l.close
}

// columns sets many short parts in rows of columns, nil when they are too long
// for that. A last part that says how many elements are missing has its own row.
func (in *inspector) columns(parts []string) []string {
	const gap = 2
	entries, more := parts, []string(nil)
	if n := len(parts) - 1; n == inspectItems {
		entries, more = parts[:n], parts[n:]
	}
	total, longest := 0, 0
	numeric := true
	for _, p := range entries {
		if strings.Contains(p, "\n") {
			return nil
		}
		n := utf8.RuneCountInString(p)
		total += n + gap
		longest = max(longest, n)
		numeric = numeric && (p[0] >= '0' && p[0] <= '9' || p[0] == '-')
	}
	width := longest + gap
	if width*3+in.indent >= inspectWidth || total <= 5*width && longest > 6 {
		return nil
	}
	// A block about as wide as it is high, where a line is two and a half
	// characters high; uneven widths allow for more columns.
	count := float64(len(entries))
	bias := math.Sqrt(float64(width) - float64(total)/count)
	biased := math.Max(float64(width)-3-bias, 1)
	cols := min(int(math.Round(math.Sqrt(2.5*biased*count)/biased)), (inspectWidth-in.indent)/width, 4*inspectCompact)
	if cols <= 1 {
		return nil
	}
	return append(rows(entries, cols, numeric), more...)
}

// rows pads the parts to cols columns, numbers to the right.
func rows(parts []string, cols int, numeric bool) []string {
	widths := make([]int, cols)
	for i, p := range parts {
		widths[i%cols] = max(widths[i%cols], utf8.RuneCountInString(p))
	}
	var lines []string
	for i := 0; i < len(parts); i += cols {
		var b strings.Builder
		end := min(i+cols, len(parts))
		for k := i; k < end; k++ {
			space := strings.Repeat(" ", widths[k-i]-utf8.RuneCountInString(parts[k]))
			if numeric {
				b.WriteString(space)
			}
			b.WriteString(parts[k])
			if k+1 < end {
				b.WriteString(", ")
				if !numeric {
					b.WriteString(space)
				}
			}
		}
		lines = append(lines, b.String())
	}
	return lines
}

// dateText is a Date in ISO form, read from its time value.
func (in *inspector) dateText(o *heap.Object) string {
	v := o.Internal(0)
	if !v.IsNumber() || v.Float64() != v.Float64() {
		return "Invalid Date"
	}
	return isoText(int64(v.Float64()))
}

// isoText is milliseconds since 1970 in ISO form, in UTC.
func isoText(ms int64) string {
	const day = 86400000
	days, t := ms/day, ms%day
	if t < 0 {
		days, t = days-1, t+day
	}
	// Civil date from days: eras of 400 years that begin on 1 March.
	z := days + 719468
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d, m, y := doy-(153*mp+2)/5+1, mp+3, yoe+era*400
	if m > 12 {
		m, y = m-12, y+1
	}
	year := pad(y, 4)
	if y < 0 {
		year = "-" + pad(-y, 6)
	} else if y > 9999 {
		year = "+" + pad(y, 6)
	}
	return year + "-" + pad(m, 2) + "-" + pad(d, 2) + "T" + pad(t/3600000, 2) + ":" +
		pad(t/60000%60, 2) + ":" + pad(t/1000%60, 2) + "." + pad(t%1000, 3) + "Z"
}

func pad(n int64, width int) string {
	s := strconv.FormatInt(n, 10)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// regexpText is a regular expression as a literal.
func (in *inspector) regexpText(o *heap.Object) string {
	flags := ""
	if v := o.Internal(regexpFlags); v.IsString() {
		flags = v.Str().Go(in.rt.Heap)
	}
	if v := o.Internal(regexpSource); v.IsString() {
		return "/" + escapePattern(v.Str().Go(in.rt.Heap)) + "/" + flags
	}
	return "/(?:)/" + flags
}
