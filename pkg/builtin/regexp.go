package builtin

import (
	"strings"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/regexp"
	"github.com/kilnjs/kiln/pkg/syntax"
)

var (
	idRegExp          = object.NewIntrinsic() // %RegExp%
	idRegExpPrototype = object.NewIntrinsic() // %RegExp.prototype%
	idRegExpExec      = object.NewIntrinsic() // %RegExp.prototype.exec%
)

// Internal slots of a RegExp object, after those that object names.
const (
	regexpProgram = object.RegExpFlags + 1 + iota // handle of a *compiledRegExp
	regexpRealm                                   // Int: id of [[Realm]] << 1, and 1 for [[LegacyFeaturesEnabled]]
)

// regexpGroup declares %RegExp% and %RegExp.prototype%
// (sec-regexp-regular-expression-objects).
var regexpGroup = &object.Group{
	Name:   "RegExp",
	Length: 2,
	Fn:     regexpConstructor,
	Ctor:   idRegExp,
	Proto:  idRegExpPrototype,
	Global: true,
	Static: append([]object.Row{
		{Name: "escape", Length: 1, Fn: regexpEscape},
		{Name: "@@species", Get: object.ReturnThis},
	}, legacyRegExpRows...),
	Rows: append([]object.Row{
		{Name: "compile", Length: 2, Fn: regexpCompile},
		{Name: "exec", Length: 1, Fn: regexpExec, Leaf: leafExec, Intrinsic: idRegExpExec},
		{Name: "flags", Get: regexpFlagsGetter},
		{Name: "source", Get: regexpSourceGetter},
		{Name: "test", Length: 1, Fn: regexpTest, Leaf: leafTest},
		{Name: "toString", Fn: regexpToString},
		{Name: "@@match", Length: 1, Fn: regexpMatch},
		{Name: "@@matchAll", Length: 1, Fn: regexpMatchAll},
		{Name: "@@replace", Length: 2, Fn: regexpReplace},
		{Name: "@@search", Length: 1, Fn: regexpSearch},
		{Name: "@@split", Length: 2, Fn: regexpSplit},
	}, flagRows()...),
	Setup: setupRegExp,
}

// flagProperties are the accessors of the flags, in the order in which the getter
// of `flags` reads them, which is that of the letters.
var flagProperties = [...]struct {
	name   string
	letter byte
	flag   regexp.Flags
}{
	{"hasIndices", 'd', regexp.HasIndices},
	{"global", 'g', regexp.Global},
	{"ignoreCase", 'i', regexp.IgnoreCase},
	{"multiline", 'm', regexp.Multiline},
	{"dotAll", 's', regexp.DotAll},
	{"unicode", 'u', regexp.Unicode},
	{"unicodeSets", 'v', regexp.UnicodeSets},
	{"sticky", 'y', regexp.Sticky},
}

// flagRows declares the accessors of the flags (sec-regexphasflag).
func flagRows() []object.Row {
	rows := make([]object.Row, len(flagProperties))
	for i, p := range flagProperties {
		rows[i] = object.Row{Name: p.name, Get: func(c *object.Call) (heap.Value, error) {
			if o := thisRegExp(c); o != nil {
				return heap.Bool(programOf(c.RT, o).Flags.Has(p.flag)), nil
			}
			return ofPrototype(c, heap.Undefined, "RegExp.prototype."+p.name)
		}}
	}
	return rows
}

// thisRegExp is the receiver when it is an initialised RegExp object, else nil.
func thisRegExp(c *object.Call) *heap.Object {
	if isRegExpObject(c.This) {
		return c.This.Object()
	}
	return nil
}

func isRegExpObject(v heap.Value) bool {
	return v.IsObject() && v.Object().Class() == heap.ClassRegExp && v.Object().Internal(regexpProgram).IsHandle()
}

// ofPrototype is v when the receiver is %RegExp.prototype%, else a TypeError.
func ofPrototype(c *object.Call, v heap.Value, method string) (heap.Value, error) {
	if c.This == c.Realm.Intrinsic(idRegExpPrototype).Value() {
		return v, nil
	}
	return heap.Undefined, c.Incompatible(method)
}

// regexpConstructor is RegExp (sec-regexp-pattern-flags).
func regexpConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	pattern, flags := c.Arg(0), c.Arg(1)
	is, err := rt.IsRegExp(pattern)
	if err != nil {
		return heap.Undefined, err
	}
	newTarget := c.NewTarget
	if newTarget.IsUndefined() {
		newTarget = c.Callee.Value()
		if is && flags.IsUndefined() {
			ctor, err := rt.Get(pattern.Object(), rt.Heap.Names.Constructor)
			if err != nil || ctor == newTarget {
				return pattern, err
			}
		}
	}
	switch {
	case isRegExpObject(pattern):
		o := pattern.Object()
		pattern = o.Internal(object.RegExpSource)
		if flags.IsUndefined() {
			flags = o.Internal(object.RegExpFlags)
		}
	case is:
		o := pattern.Object()
		if pattern, err = rt.Get(o, rt.Heap.InternGo("source")); err != nil {
			return heap.Undefined, err
		}
		if flags.IsUndefined() {
			if flags, err = rt.Get(o, rt.Heap.Names.Flags); err != nil {
				return heap.Undefined, err
			}
		}
	}
	o, err := regexpAlloc(c, newTarget)
	if err != nil {
		return heap.Undefined, err
	}
	return o.Value(), regexpInitialize(rt, o, pattern, flags)
}

// regexpAlloc is RegExpAlloc (sec-regexpalloc).
func regexpAlloc(c *object.Call, newTarget heap.Value) (*heap.Object, error) {
	rt := c.RT
	o, err := rt.OrdinaryCreateFromConstructor(newTarget, idRegExpPrototype, heap.ClassRegExp)
	if err != nil {
		return nil, err
	}
	realm := int32(c.Realm.ID) << 1
	if newTarget == c.Callee.Value() {
		realm |= 1
	}
	rt.Heap.SetInternal(o, regexpRealm, heap.Int(realm))
	rt.Heap.AddProperty(o, rt.Heap.Names.LastIndex, heap.Int(0), heap.Writable)
	return o, nil
}

// regexpInitialize is RegExpInitialize (sec-regexpinitialize).
func regexpInitialize(rt *object.Runtime, o *heap.Object, pattern, flags heap.Value) error {
	empty := rt.Heap.EmptyString()
	p, f := empty, empty
	var err error
	if !pattern.IsUndefined() {
		if p, err = rt.ToString(pattern); err != nil {
			return err
		}
	}
	if !flags.IsUndefined() {
		if f, err = rt.ToString(flags); err != nil {
			return err
		}
	}
	compiled, err := regexps(rt).compile(rt, p, f)
	if err != nil {
		return err
	}
	compiled.assign(rt, o, p, f)
	return setLastIndex(rt, o, 0)
}

// regexpCreate is RegExpCreate (sec-regexpcreate): unlike the constructor it does
// not look whether pattern is a regular expression.
func regexpCreate(rt *object.Runtime, r *object.Realm, pattern heap.Value, flags string) (*heap.Object, error) {
	p := rt.Heap.EmptyString()
	if !pattern.IsUndefined() {
		var err error
		if p, err = rt.ToString(pattern); err != nil {
			return nil, err
		}
	}
	f := rt.Heap.InternGo(flags).Str()
	compiled, err := regexps(rt).compile(rt, p, f)
	if err != nil {
		return nil, err
	}
	return compiled.object(rt, r, p, f), nil
}

// newRegExp makes the object of a regular expression literal (sec-regexpcreate).
func newRegExp(rt *object.Runtime, r *object.Realm, n *syntax.RegExpLit) (heap.Value, error) {
	l, err := regexps(rt).literal(rt, n)
	if err != nil {
		return heap.Undefined, err
	}
	return l.compiled.object(rt, r, l.pattern.Str(), l.flags.Str()).Value(), nil
}

// object makes an object of a realm's RegExp for the program.
func (p *compiledRegExp) object(rt *object.Runtime, r *object.Realm, pattern, flags *heap.String) *heap.Object {
	realm := p.state.realm(r)
	o := rt.Heap.NewObject(realm.shape)
	rt.Heap.SetSlotAt(o, realm.lastIndex, heap.Int(0))
	rt.Heap.SetInternal(o, regexpRealm, heap.Int(int32(r.ID)<<1|1))
	p.assign(rt, o, pattern, flags)
	return o
}

// regexpCompile is RegExp.prototype.compile (sec-regexp.prototype.compile).
func regexpCompile(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o := thisRegExp(c)
	if o == nil {
		return heap.Undefined, c.Incompatible("RegExp.prototype.compile")
	}
	if o.Internal(regexpRealm) != heap.Int(int32(c.Realm.ID)<<1|1) {
		return heap.Undefined, rt.TypeError("RegExp.prototype.compile cannot change a RegExp of a subclass or of another realm")
	}
	pattern, flags := c.Arg(0), c.Arg(1)
	if isRegExpObject(pattern) {
		if !flags.IsUndefined() {
			return heap.Undefined, rt.TypeError("Invalid flags supplied to RegExp.prototype.compile")
		}
		from := pattern.Object()
		pattern, flags = from.Internal(object.RegExpSource), from.Internal(object.RegExpFlags)
	}
	return o.Value(), regexpInitialize(rt, o, pattern, flags)
}

// regexpFlagsGetter is the getter of RegExp.prototype.flags
// (sec-get-regexp.prototype.flags).
func regexpFlagsGetter(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := c.ReceiverObject("RegExp.prototype.flags")
	if err != nil {
		return heap.Undefined, err
	}
	var letters []byte
	for i := range flagProperties {
		p := &flagProperties[i]
		v, err := rt.Get(o, rt.Heap.InternGo(p.name))
		if err != nil {
			return heap.Undefined, err
		}
		if object.ToBoolean(v) {
			letters = append(letters, p.letter)
		}
	}
	return rt.Text(string(letters)), nil
}

// regexpSourceGetter is the getter of RegExp.prototype.source
// (sec-get-regexp.prototype.source).
func regexpSourceGetter(c *object.Call) (heap.Value, error) {
	o := thisRegExp(c)
	if o == nil {
		return ofPrototype(c, c.RT.Heap.InternGo("(?:)"), "RegExp.prototype.source")
	}
	return c.RT.Text(object.EscapeRegExpPattern(o.Internal(object.RegExpSource).Str().Go(c.RT.Heap))), nil
}

// regexpToString is RegExp.prototype.toString (sec-regexp.prototype.tostring).
func regexpToString(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := c.ReceiverObject("RegExp.prototype.toString")
	if err != nil {
		return heap.Undefined, err
	}
	b := rt.Heap.Builder()
	b.Unit('/')
	for _, name := range [...]string{"source", "flags"} {
		v, err := rt.Get(o, rt.Heap.InternGo(name))
		if err != nil {
			return heap.Undefined, err
		}
		s, err := rt.ToString(v)
		if err != nil {
			return heap.Undefined, err
		}
		b.Str(s)
		if name == "source" {
			b.Unit('/')
		}
	}
	return rt.BuiltString(&b)
}

// regexpEscape is RegExp.escape (sec-regexp.escape).
func regexpEscape(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !c.Arg(0).IsString() {
		return heap.Undefined, rt.TypeError("RegExp.escape: %s is not a string", rt.Describe(c.Arg(0)))
	}
	s := c.Arg(0).Str().Flat(rt.Heap)
	b := rt.Heap.Builder()
	rt.Work(8 * s.Len())
	for i := 0; i < s.Len(); {
		r, n := codePointAt(s, i)
		escapeForPattern(&b, r, i == 0)
		i += n
	}
	return rt.BuiltString(&b)
}

// escapeForPattern is EncodeForRegExpEscape (sec-encodeforregexpescape), and the
// escape of a letter or digit that comes first.
func escapeForPattern(b *heap.StringBuilder, r rune, first bool) {
	letter := r < 0x80 && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9')
	switch {
	case first && letter:
	case r < 0x80 && strings.IndexByte(`^$\.*+?()[]{}|/`, byte(r)) >= 0:
		b.Unit('\\')
		b.Unit(uint16(r))
		return
	case r >= '\t' && r <= '\r':
		b.Unit('\\')
		b.Unit(uint16("tnvfr"[r-'\t']))
		return
	case r < 0x80 && strings.IndexByte(",-=<>#&!%:;@~'`\"", byte(r)) >= 0, num.IsSpace(r), r >= 0xD800 && r <= 0xDFFF:
	default:
		b.CodePoint(r)
		return
	}
	if r < 0x100 {
		b.Latin1(`\x`)
	} else {
		b.Latin1(`\u`)
		b.Unit(uint16(lowerHex[r>>12&15]))
		b.Unit(uint16(lowerHex[r>>8&15]))
	}
	b.Unit(uint16(lowerHex[r>>4&15]))
	b.Unit(uint16(lowerHex[r&15]))
}
