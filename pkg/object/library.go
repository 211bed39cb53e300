package object

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// RowFlags modify a Row.
type RowFlags uint8

// The flags of a Row.
const (
	// RowAttrs says that Attrs holds, even when zero, in place of the default.
	RowAttrs RowFlags = 1 << iota
	// RowNumber makes the value of the row Num.
	RowNumber
	// RowString makes the value of the row Str.
	RowString
	// RowSymbol makes the value of the row the well-known symbol Str ("iterator").
	RowSymbol
	// RowUndefined makes the value of the row undefined.
	RowUndefined
	// RowCtor makes Fn a constructor as well.
	RowCtor
	// RowGlobalThis makes the value of the row the global object's this value.
	RowGlobalThis
	// RowClosure says that Fn is a closure of one runtime, so that no image can have it.
	RowClosure
)

// Row declares one own property of a built-in object.
//
//   - With Fn it is a method: writable and configurable. With Intrinsic too, the
//     function is also that intrinsic.
//   - With Get or Set it is an accessor: configurable. Its functions are named
//     "get name" and "set name" and have lengths 0 and 1.
//   - With Alias it shares the value of an earlier row of the same object.
//   - With Intrinsic alone its value is that intrinsic: writable, configurable.
//   - With Make its value is what that returns on first touch: writable, configurable. It
//     must not run scripts.
//   - With RowNumber or RowSymbol it is a constant: no attributes. With RowString
//     it is a tag: configurable.
//
// Name is the property key; "@@iterator" stands for %Symbol.iterator%.
type Row struct {
	Name      string
	Length    int
	Fn        HostFunc
	Get, Set  HostFunc
	Make      func(*Realm) heap.Value
	Alias     string
	Str       string
	Num       float64
	Intrinsic IntrinsicID
	Attrs     heap.Attrs
	Flags     RowFlags
	// Step is what a next method offers beside Fn (see StepFunc).
	Step StepFunc
	// Leaf is the short way of Fn, or of Get (see LeafFunc).
	Leaf LeafFunc
	// Shortcut is what tiers may do instead of calling Fn, or Get.
	Shortcut Shortcut
	// Body is what tiers may run instead of calling Fn.
	Body *Body
}

// Method is a Row; the name that reads well where all rows are methods.
type Method = Row

// Group declares a constructor with its prototype object, a namespace object or
// a bare prototype. A realm makes a group when one of its intrinsics or its
// global is first touched.
//
// A group with Fn has a constructor. It has a second object, the prototype or the
// namespace, when Proto names it, when it has Rows, and always without Fn.
type Group struct {
	// Name is the name of the constructor and of the global property.
	Name string
	// Length is the `length` of the constructor.
	Length int
	// Fn is the constructor: NewTarget is Undefined when it is called as a
	// function. Nil for namespace objects and bare prototypes.
	Fn HostFunc
	// Leaf is the short way of Fn called as a function (see LeafFunc).
	Leaf LeafFunc
	// LeafNew is the short way of Fn called as a constructor that is its own NewTarget, which
	// stands for this (see LeafFunc).
	LeafNew LeafFunc
	// Ctor is the intrinsic that the constructor is, if anybody asks for it by name.
	Ctor IntrinsicID
	// Proto is the intrinsic that the prototype object, or the namespace object, is,
	// if anybody asks for it by name: constructors do, for GetPrototypeFromConstructor.
	Proto IntrinsicID
	// CtorParent is the [[Prototype]] of the constructor; 0 means FunctionPrototype.
	CtorParent IntrinsicID
	// ProtoParent is the [[Prototype]] of the prototype; 0 means ObjectPrototype.
	ProtoParent IntrinsicID
	// ProtoClass is the class of the prototype object; 0 means ClassObject.
	ProtoClass heap.Class
	// Static are own properties of the constructor.
	Static []Row
	// Rows are own properties of the prototype object or the namespace.
	Rows []Row
	// Lazy gives the rows in place of Static and Rows when a realm first makes the group, so that
	// a program which never uses it does not make them. It is called once. None of the rows is an
	// intrinsic.
	Lazy func() (static, rows []Row)
	// Global makes the constructor, or the namespace, a property of the global object.
	Global bool
	// NotConstructor makes Fn a plain function.
	NotConstructor bool
	// NoConstructorProperty leaves `constructor` of the prototype to Rows or Setup.
	NoConstructorProperty bool
	// Setup adds what rows cannot say; ctor or proto is nil when the group has none.
	Setup func(rt *Runtime, r *Realm, ctor, proto *heap.Object)

	lazy       sync.Once
	lazyStatic []Row
	lazyRows   []Row
}

// properties are the rows of the constructor and of the other object.
func (g *Group) properties() (static, rows []Row) {
	if g.Lazy == nil {
		return g.Static, g.Rows
	}
	g.lazy.Do(func() { g.lazyStatic, g.lazyRows = g.Lazy() })
	return g.lazyStatic, g.lazyRows
}

// hasProto reports whether g makes a prototype or a namespace object.
func (g *Group) hasProto() bool { return g.Proto != NoIntrinsic || g.Fn == nil || len(g.Rows) > 0 }

// Library is a set of declarations: all that a realm has of one subject, as a value
// that a runtime takes or leaves out (Options.Libraries). It is immutable once a
// runtime uses it and may be shared by runtimes.
//
// What a library keeps with a runtime it stores with Runtime.SetExt; what its objects
// have in common, such as a prototype that its functions need, it names with
// NewIntrinsic.
type Library struct {
	// Name tells the library in errors.
	Name string
	// Groups are constructors, prototypes and namespaces.
	Groups []*Group
	// Globals are own properties of the global object besides those of groups.
	Globals []Row
	// Additions are own properties of prototypes and namespaces of other libraries.
	Additions []Addition
	// ForgetShapes is told that shape ids start over: one that the library keeps is
	// good only if an object has it now. Nil when it keeps none.
	ForgetShapes func(rt *Runtime)
	// Language is set in the library of ECMA-262 alone.
	Language *Language
	// ShadowRealms says that ShadowRealms have the globals too. Such a library lets no object of
	// one realm be seen in another.
	ShadowRealms bool
	// Signals is set in the library that has AbortSignal.
	Signals *Signals
	// Streams is set in the library that has ReadableStream and WritableStream.
	Streams *Streams
	// Text is what people see of an object of the library, without running code of a script; false for
	// one of which they see the properties. Nil when there is none.
	Text func(o *heap.Object) (string, bool)
	// Locales is set in the library of ECMA-402.
	Locales *Locales

	index    sync.Once
	first    IntrinsicID   // the least that is declared
	declared []declaration // of first and those that follow

	names  sync.Once
	global map[string]struct{} // see globals
}

// Addition declares properties of an object that another library makes: of the prototype, or
// the namespace, of its group with a name, which has none of these names. They are there in
// realms that have the globals of the library with the addition.
type Addition struct {
	Group string
	Rows  []Row
}

// Language is what the language and its hosts ask of the library that declares the
// objects of ECMA-262. A function is nil where the library lacks what it is about.
type Language struct {
	// NewRegExp makes the object of a regular expression literal.
	NewRegExp func(rt *Runtime, r *Realm, n *syntax.RegExpLit) (heap.Value, error)
	// ParseJSON is ParseJSON (sec-ParseJSON) of a text in UTF-8; positions in its errors
	// count bytes.
	ParseJSON func(rt *Runtime, text []byte) (heap.Value, error)
	// StringifyJSON is JSON.stringify (sec-json.stringify) of a value without replacer
	// and space: a string, or Undefined.
	StringifyJSON func(rt *Runtime, v heap.Value) (heap.Value, error)
	// AppendJSON is StringifyJSON in UTF-8, appended to dst; written is false, and nothing
	// appended, where that gives Undefined.
	AppendJSON func(rt *Runtime, dst []byte, v heap.Value) (text []byte, written bool, err error)
	// TypedArrayLength is TypedArrayLength (sec-typedarraylength), 0 for an array that is
	// out of bounds.
	TypedArrayLength func(rt *Runtime, array *heap.Object) int64
	// BufferBytes gives the memory of an ArrayBuffer or a SharedArrayBuffer, to be read at
	// once; false for one that is detached.
	BufferBytes func(rt *Runtime, buffer *heap.Object) ([]byte, bool)
	// DataViewRange gives what a DataView shows of which buffer; the length is 0 when it is
	// out of bounds.
	DataViewRange func(rt *Runtime, view *heap.Object) (length, offset int64, buffer heap.Value)
	// TableIterator tells what an iterator of a Map or Set has before it; false for any other
	// object.
	TableIterator func(rt *Runtime, o *heap.Object) (TableIterator, bool)
	// NewBytes makes the immutable Uint8Array of a bytes module.
	NewBytes func(rt *Runtime, data []byte) (heap.Value, error)
	// NewDate makes the Date with a time value (sec-time-values-and-time-range), which is
	// clipped.
	NewDate func(rt *Runtime, t float64) heap.Value
	// ShareBytes makes a Uint8Array over data, which stays the memory of both sides. Its
	// length counts as the heap's while the buffer lives.
	ShareBytes func(rt *Runtime, data []byte) (heap.Value, error)
	// ViewBytes gives the part of its buffer that a typed array or a DataView shows, to be
	// read at once; false for one that is out of bounds.
	ViewBytes func(rt *Runtime, view *heap.Object) ([]byte, bool)
	// NewBuffer is AllocateArrayBuffer (sec-allocatearraybuffer) with %ArrayBuffer%.
	NewBuffer func(rt *Runtime, n int64) (*heap.Object, error)
	// TransferBuffer is ArrayBufferCopyAndDetach (sec-arraybuffercopyanddetach) of an ArrayBuffer
	// that keeps its length; a TypeError if it cannot be detached.
	TransferBuffer func(rt *Runtime, buffer *heap.Object) (*heap.Object, error)
	// BufferView tells what a typed array or a DataView shows; false for any other value.
	BufferView func(rt *Runtime, v heap.Value) (BufferView, bool)
	// NewBufferView makes a view of that kind over bytes that the buffer has.
	NewBufferView func(rt *Runtime, v BufferView) *heap.Object
	// DetachArrayBuffer is DetachArrayBuffer (sec-detacharraybuffer) of a value.
	DetachArrayBuffer func(rt *Runtime, buffer heap.Value) error
	// ShareBuffer gives out the memory of a SharedArrayBuffer, AdoptBuffer makes a
	// SharedArrayBuffer of it in another runtime.
	ShareBuffer func(rt *Runtime, buffer heap.Value) (any, error)
	AdoptBuffer func(rt *Runtime, memory any) (heap.Value, error)
	// CleanupRegistry runs the cleanup callback of a FinalizationRegistry
	// (sec-cleanup-finalization-registry).
	CleanupRegistry func(rt *Runtime, registry heap.Value) error
}

// TableIterator is the state of an iterator of a Map or Set.
type TableIterator struct {
	Table         *heap.OrderedTable // nil when it is at its end
	Cursor        heap.Cursor
	Set           bool
	Keys, Entries bool // what it gives; values when it is neither
}

// declaration says what makes an intrinsic: a group, or a row that is a function.
type declaration struct {
	row   *Row // nil when the intrinsic is an object of the group
	group int  // index in Library.Groups, -1 for Globals
	proto bool // the row is one of the prototype's, not of the constructor's
}

func (d declaration) exists() bool { return d.row != nil || d.group >= 0 }

// declarations finds for each intrinsic what makes it.
func (l *Library) declarations() []declaration {
	l.index.Do(func() {
		var last IntrinsicID
		l.each(func(id IntrinsicID, _ declaration) {
			last = max(last, id)
			if l.first == NoIntrinsic || id < l.first {
				l.first = id
			}
		})
		if last == NoIntrinsic {
			return
		}
		l.declared = make([]declaration, last-l.first+1)
		for i := range l.declared {
			l.declared[i].group = -1
		}
		l.each(func(id IntrinsicID, d declaration) { l.declared[id-l.first] = d })
	})
	return l.declared
}

// each tells every intrinsic that the library declares.
func (l *Library) each(tell func(id IntrinsicID, d declaration)) {
	rows := func(rows []Row, group int, proto bool) {
		for i := range rows {
			if id := rows[i].Intrinsic; id != NoIntrinsic && rows[i].Fn != nil {
				tell(id, declaration{&rows[i], group, proto})
			}
		}
	}
	for n, g := range l.Groups {
		if g.Ctor != NoIntrinsic {
			tell(g.Ctor, declaration{group: n})
		}
		if g.Proto != NoIntrinsic {
			tell(g.Proto, declaration{group: n})
		}
		rows(g.Static, n, false)
		rows(g.Rows, n, true)
	}
	rows(l.Globals, -1, false)
}

// eachGlobal tells the names of the properties that the library gives the global object.
func (l *Library) eachGlobal(tell func(name string)) {
	for _, g := range l.Groups {
		if g.Global {
			tell(g.Name)
		}
	}
	for i := range l.Globals {
		tell(l.Globals[i].Name)
	}
}

// globals are the names that eachGlobal tells.
func (l *Library) globals() map[string]struct{} {
	l.names.Do(func() {
		l.global = make(map[string]struct{})
		l.eachGlobal(func(name string) { l.global[name] = struct{}{} })
	})
	return l.global
}

// clash returns what l declares and earlier does too, "" if they fit together.
func (l *Library) clash(earlier *Library) (both string) {
	theirs := earlier.globals()
	l.eachGlobal(func(name string) {
		if _, is := theirs[name]; is && both == "" {
			both = "the global " + name
		}
	})
	l.each(func(id IntrinsicID, d declaration) {
		if both != "" || !earlier.declaration(id).exists() {
			return
		}
		if both = "an intrinsic of the global object"; d.group >= 0 {
			both = "an intrinsic of the group " + l.Groups[d.group].Name
		}
	})
	return both
}

// declaration says what makes an intrinsic, if the library declares it.
func (l *Library) declaration(id IntrinsicID) declaration {
	if k := int(id) - int(l.first); k >= 0 && k < len(l.declared) {
		return l.declared[k]
	}
	return declaration{group: -1}
}

// libraries are the libraries of a runtime, put together.
type libraries struct {
	list     []*Library
	groups   []*Group // of all libraries in order; a realm knows them by their index here
	language *Language
	signals  *Signals
	streams  *Streams
	locales  *Locales
	limit    IntrinsicID // larger than every intrinsic that is declared
	globals  int         // properties of the global object

	additions []groupAddition
}

// LibraryText is what the libraries of the runtime say of an object (see Library.Text).
func (rt *Runtime) LibraryText(o *heap.Object) (string, bool) {
	for _, l := range rt.libraries.list {
		if l.Text != nil {
			if text, ok := l.Text(o); ok {
				return text, true
			}
		}
	}
	return "", false
}

// groupAddition is an Addition whose group was found.
type groupAddition struct {
	library *Library
	group   int // index in groups
	rows    []Row
}

// noLanguage is the Language of a runtime without library.
var noLanguage = new(Language)

// composed is what compose has returned last: most runtimes of a process have the same
// libraries, which are immutable.
var composed atomic.Pointer[libraries]

// compose puts libraries together. It is an error if two declare the same global or
// the same intrinsic, or have a Language: which of them holds would depend on their order.
func compose(list []*Library) (libraries, error) {
	if last := composed.Load(); last != nil && slices.Equal(last.list, list) {
		return *last, nil
	}
	c := libraries{list: list, language: noLanguage, limit: NumIntrinsics}
	for i, l := range list {
		declared := l.declarations()
		for _, earlier := range list[:i] {
			if both := l.clash(earlier); both != "" {
				return c, fmt.Errorf("libraries %s and %s both declare %s", earlier.Name, l.Name, both)
			}
			if l.Language != nil && earlier.Language != nil {
				return c, fmt.Errorf("libraries %s and %s both have a Language", earlier.Name, l.Name)
			}
		}
		c.globals += len(l.globals())
		c.limit = max(c.limit, l.first+IntrinsicID(len(declared)))
		if l.Language != nil {
			c.language = l.Language
		}
		if l.Signals != nil {
			c.signals = l.Signals
		}
		if l.Streams != nil {
			c.streams = l.Streams
		}
		if l.Locales != nil {
			c.locales = l.Locales
		}
		if i == 0 {
			c.groups = l.Groups[:len(l.Groups):len(l.Groups)]
		} else {
			c.groups = append(c.groups, l.Groups...)
		}
	}
	for _, l := range list {
		for i := range l.Additions {
			a := &l.Additions[i]
			at := slices.IndexFunc(c.groups, func(g *Group) bool { return g.Name == a.Group && g.hasProto() })
			if at >= 0 {
				c.additions = append(c.additions, groupAddition{l, at, a.Rows})
			}
		}
	}
	composed.Store(&c)
	return c, nil
}

// declaration finds what makes an intrinsic; groups are counted as in libraries.groups.
func (c *libraries) declaration(id IntrinsicID) declaration {
	before := 0
	for _, l := range c.list {
		if d := l.declaration(id); d.exists() {
			if d.group >= 0 {
				d.group += before
			}
			return d
		}
		before += len(l.Groups)
	}
	return declaration{group: -1}
}

// Signals is what a library with abort signals offers to Go code.
type Signals struct {
	// New makes a signal of the running realm that aborts when ctx ends.
	New func(rt *Runtime, ctx context.Context) *heap.Object
	// Watch calls f with the reason when the signal v aborts, or at once if it has; false for
	// what is no signal.
	Watch func(rt *Runtime, v heap.Value, f func(reason heap.Value)) (bool, error)
	// Reason tells whether v is a signal, whether it has aborted, and with what.
	Reason func(rt *Runtime, v heap.Value) (reason heap.Value, aborted, ok bool)
	// Follow calls f with data when the signal aborts, which keeps data alive. f refers to
	// nothing that changes.
	Follow func(rt *Runtime, signal *heap.Object, data heap.Value, f func(rt *Runtime, data heap.Value) error) error
	// Unfollow takes back the Follow of data.
	Unfollow func(rt *Runtime, signal *heap.Object, data heap.Value)
	// Abort aborts a signal; Undefined stands for an AbortError.
	Abort func(rt *Runtime, signal *heap.Object, reason heap.Value) error
}

// Signals returns what the libraries of the runtime offer of abort signals, nil for nothing.
func (rt *Runtime) Signals() *Signals { return rt.libraries.signals }
