package repl

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// maxCandidates is how many completions are offered.
const maxCandidates = 500

// keywords are completed where a name may stand.
const keywords = "async await break case catch class const continue debugger default delete do else export extends false finally for function if import in instanceof let new null of return static super switch this throw true try typeof var void while with yield"

// Complete returns the ways in which the text before the cursor may go on, as the names that
// may stand in the place of its last part, which it returns too. It may be called from any
// goroutine while Run waits.
func (s *Session) Complete(text string) (names []string, part string) {
	if strings.HasPrefix(text, ".") && !strings.Contains(text, "\n") {
		return completeCommand(text)
	}
	start := len(text)
	for start > 0 && isNameByte(text[start-1]) {
		start--
	}
	part = text[start:]
	before := strings.TrimRight(text[:start], " \t")
	if !strings.HasSuffix(before, ".") || strings.HasSuffix(before, "...") {
		if part == "" {
			return nil, ""
		}
		s.ask(func(rt *kiln.Runtime) { names = s.globals(part) })
		return names, part
	}
	receiver := strings.TrimSuffix(strings.TrimSuffix(before, "."), "?")
	e := expression(receiver[expressionStart(receiver):])
	if e == nil {
		return nil, part
	}
	s.ask(func(rt *kiln.Runtime) {
		v, err := s.pure.eval(e)
		if err != nil || v.IsNullish() {
			return
		}
		o, err := rt.Object().ToObject(v)
		if err != nil {
			return
		}
		names = s.properties(o, part)
	})
	return names, part
}

// isNameByte reports whether c may be part of a name; what is not of ASCII may.
func isNameByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$' || c >= 0x80
}

// expressionStart returns where the operand begins that text ends with: names, members,
// brackets and strings.
func expressionStart(text string) int {
	i := len(text)
	for i > 0 {
		switch c := text[i-1]; {
		case isNameByte(c) || c == '.' || c == '?':
			i--
		case c == ')' || c == ']' || c == '}':
			open := matching(text, i-1)
			if open < 0 {
				return i
			}
			i = open
		case c == '"' || c == '\'' || c == '`':
			open := strings.LastIndexByte(text[:i-1], c)
			if open < 0 {
				return i
			}
			i = open
		default:
			return i
		}
	}
	return i
}

// matching returns the place of the bracket that the one at end closes, -1 without one.
func matching(text string, end int) int {
	depth := 0
	for i := end; i >= 0; i-- {
		switch text[i] {
		case ')', ']', '}':
			depth++
		case '(', '[', '{':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// globals returns names that stand for themselves.
func (s *Session) globals(part string) []string {
	p := s.pure
	found := collector{part: part, far: map[string]int{}}
	for _, key := range p.realm.Scope.Record().Shape(p.rt.Heap).Keys() {
		found.add(p.rt, key, 0)
	}
	p.eachKey(p.realm.Global, found.add)
	for _, word := range strings.Fields(keywords) {
		found.text(word, 0)
	}
	return found.list()
}

// properties returns names of members of an object.
func (s *Session) properties(o *heap.Object, part string) []string {
	found := collector{part: part, far: map[string]int{}}
	s.pure.eachKey(o, found.add)
	return found.list()
}

// eachKey calls f with the keys of an object and its prototypes, up to a proxy, and how far
// up the chain they are.
func (p *pure) eachKey(o *heap.Object, f func(*object.Runtime, heap.Value, int)) {
	for far := range maxChain {
		var keys []heap.Value
		switch o.Class() {
		case heap.ClassProxy, heap.ClassHost, heap.ClassHostExotic, heap.ClassHostArray:
			return
		case heap.ClassFunction, heap.ClassBoundFunction, heap.ClassModuleNamespace:
			var err error
			if keys, err = p.rt.OwnPropertyKeys(o); err != nil {
				return
			}
		case heap.ClassArray, heap.ClassString:
			f(p.rt, p.rt.Heap.Names.Length, far)
			keys = o.Shape(p.rt.Heap).Keys()
		default:
			keys = o.Shape(p.rt.Heap).Keys()
		}
		for _, key := range keys {
			f(p.rt, key, far)
		}
		proto := o.Proto(p.rt.Heap)
		if !proto.IsObject() {
			return
		}
		o = proto.Object()
	}
}

// collector gathers the names that begin with part.
type collector struct {
	part string
	far  map[string]int // on the chain of prototypes, by name
}

func (c *collector) add(rt *object.Runtime, key heap.Value, far int) {
	if !heap.KeyIsIndex(key) && key.IsString() && len(c.far) < maxCandidates {
		c.text(rt.KeyText(key), far)
	}
}

func (c *collector) text(name string, far int) {
	if !strings.HasPrefix(name, c.part) || name == "" || name[0] >= '0' && name[0] <= '9' {
		return
	}
	for i := range len(name) {
		if !isNameByte(name[i]) {
			return
		}
	}
	if _, known := c.far[name]; !known {
		c.far[name] = far
	}
}

// list returns the names, those of the object itself first.
func (c *collector) list() []string {
	names := slices.Collect(maps.Keys(c.far))
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(c.far[a], c.far[b]), cmp.Compare(a, b))
	})
	return names
}

// completeCommand completes the name of a command, or the file that it wants.
func completeCommand(text string) (names []string, part string) {
	name, rest, ok := strings.Cut(text, " ")
	if !ok {
		for _, c := range commands() {
			if strings.HasPrefix(c.name, strings.TrimPrefix(name, ".")) {
				names = append(names, "."+c.name)
			}
		}
		return names, name
	}
	if name != ".load" && name != ".save" {
		return nil, ""
	}
	part = strings.TrimLeft(rest, " ")
	files, err := filepath.Glob(part + "*")
	if err != nil {
		return nil, part
	}
	for _, file := range files[:min(len(files), maxCandidates)] {
		if info, err := os.Stat(file); err == nil && info.IsDir() {
			file += string(filepath.Separator)
		}
		names = append(names, file)
	}
	return names, part
}
