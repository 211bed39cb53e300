package inside

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Cache is the state of an inline cache.
type Cache struct {
	Key     string       `json:"key"`
	State   string       `json:"state"` // empty, mono, poly or mega
	Entries []CacheEntry `json:"entries,omitempty"`
}

// CacheEntry is one shape that a cache knows.
type CacheEntry struct {
	Shape string `json:"shape,omitempty"` // its keys: {x, y}; "" of a global name
	Finds string `json:"finds"`
	To    string `json:"to,omitempty"` // of an addition: the shape that the object gets
}

var icKinds = [...]string{
	object.ICOwn: "own", object.ICOwnOverflow: "own", object.ICOwnGetter: "own accessor", object.ICArrayLength: "array length",
	object.ICProto: "inherited", object.ICProtoOverflow: "inherited", object.ICProtoGetter: "inherited accessor", object.ICAbsent: "absent",
	object.ICAdd: "added", object.ICAddOverflow: "added", object.ICSetter: "inherited setter",
}

// primitiveShapes are the receivers of entries that are no objects.
var primitiveShapes = map[uint32]string{
	object.ShapeOfString: "string", object.ShapeOfNumber: "number", object.ShapeOfBoolean: "boolean",
	object.ShapeOfSymbol: "symbol", object.ShapeOfBigInt: "bigint",
}

// globalKinds are what entries of caches for global names find.
var globalKinds = [...]string{
	object.ICOwn: "property of the global object", object.ICOwnOverflow: "property of the global object",
	object.ICOwnGetter: "accessor of the global object", object.ICProto: "lexical binding", object.ICProtoOverflow: "lexical binding",
}

// globalCacheOf describes a cache for a global name.
func globalCacheOf(ic *object.IC, name string) *Cache {
	c := &Cache{Key: name, State: "mono"}
	ic.Entries(func(e *object.ICEntry) { c.Entries = append(c.Entries, CacheEntry{Finds: globalKinds[e.Kind]}) })
	return c
}

// cacheOf describes a cache for key, whose text is name when that is known from the program.
func cacheOf(rt *object.Runtime, ic *object.IC, key heap.Value, name string) *Cache {
	c := &Cache{Key: name, State: "empty"}
	ic.Entries(func(e *object.ICEntry) {
		if e.Shape < object.ShapeOfString && rt.Heap.Shape(e.Shape) == nil {
			return // no object has it any more
		}
		entry := CacheEntry{Shape: shapeText(rt, e.Shape), Finds: icKinds[e.Kind]}
		if e.Kind == object.ICAdd || e.Kind == object.ICAddOverflow {
			entry.To = shapeText(rt, e.NewShape)
		}
		if s := rt.Heap.Shape(e.Shape); c.Key == "" && s != nil {
			if _, has := s.Lookup(key); has {
				c.Key = keyText(rt, key)
			}
		}
		c.Entries = append(c.Entries, entry)
	})
	switch {
	case ic.Mega:
		c.State = "mega"
	case len(c.Entries) == 1:
		c.State = "mono"
	case len(c.Entries) > 1:
		c.State = "poly"
	}
	return c
}

// maxKeys is up to how many keys of a shape are shown all; of more the first and the last
// ones are, which tell shapes apart.
const maxKeys, endKeys = 8, 3

// shapeText describes the objects of a shape: what made them, or what they are, and their
// keys.
func shapeText(rt *object.Runtime, id uint32) string {
	if text, ok := primitiveShapes[id]; ok {
		return text
	}
	s := rt.Heap.Shape(id)
	if s == nil {
		return "(a shape that is gone)"
	}
	var keys []string
	for _, k := range s.Keys() {
		keys = append(keys, keyText(rt, k))
	}
	text := "{" + strings.Join(keys, ", ") + "}"
	if n := len(keys); n > maxKeys {
		text = fmt.Sprintf("{%s, … %s: %d keys}", strings.Join(keys[:endKeys], ", "), strings.Join(keys[n-endKeys:], ", "), n)
	}
	if s.IsDictionary() {
		text = "dictionary"
	}
	if name := makerOf(rt, s); name != "" {
		return name + " " + text
	}
	return text
}

// makerOf is the name of the constructor that objects of the shape inherit, or of their
// class when that is not Object.
func makerOf(rt *object.Runtime, s *heap.Shape) string {
	if p := s.Proto(); p.IsObject() && s.Class() == heap.ClassObject {
		maker, ok := rt.Heap.Lookup(p.Object(), rt.Heap.Names.Constructor)
		if ok && maker.Attrs&heap.AccessorProp == 0 {
			if f := p.Object().SlotAt(maker.Offset); f.IsObject() && f.Object().Class() == heap.ClassFunction {
				if code := rt.CodeOf(f.Object()); code != nil && code.Func != nil {
					return code.Func.Name
				}
			}
		}
	}
	if s.Class() != heap.ClassObject {
		return heap.Classes[s.Class()].Name
	}
	return ""
}

var plainKey = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^"[A-Za-z_$][A-Za-z0-9_$]*"$`) })

func keyText(rt *object.Runtime, key heap.Value) string {
	text := rt.PlainKey(key)
	if private, ok := strings.CutPrefix(text, "symbol #"); ok {
		return "#" + private
	}
	if plainKey().MatchString(text) {
		return text[1 : len(text)-1]
	}
	return text
}
