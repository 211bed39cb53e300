package image_test

import (
	"bytes"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kilnjs/kiln/pkg/image"
)

type node struct {
	name  string
	next  *node
	list  []*node
	table map[string]*node
	inner inner
	any   any
	array [2]inner
	grown []byte
	kept  int
	mu    sync.Mutex
	alien *bytes.Buffer
	saved *saver
}

type inner struct {
	n    int
	text []string
}

// saver saves what a func has.
type saver struct{ get, set func(int) int }

func (s *saver) SaveState() (restore func()) {
	n := s.get(0)
	return func() { s.set(n) }
}

var rules = &image.Rules{Module: "github.com/kilnjs/kiln", By: map[string]image.Decision{
	"pkg/image_test.node.kept":  {Rule: image.Keep, Why: "a test"},
	"pkg/image_test.node.grown": {Rule: image.Room, Why: "a test"},
	"pkg/image_test.node.never": {Rule: image.Keep, Why: "there is none"},
}}

// TestRestore changes all that a picture holds, twice.
func TestRestore(t *testing.T) {
	leaf := &node{name: "leaf", table: map[string]*node{"a": nil}}
	hidden := 5
	root := &node{
		name: "root", next: leaf, list: []*node{leaf, {name: "second"}}, table: map[string]*node{"leaf": leaf, "other": {name: "other"}},
		inner: inner{1, []string{"x"}}, any: &inner{n: 7}, array: [2]inner{{n: 1}, {n: 2, text: []string{"y", "z"}}}, grown: make([]byte, 2, 4),
		kept: 1, alien: bytes.NewBufferString("alien"),
		saved: &saver{func(int) int { return hidden }, func(n int) int { hidden = n; return n }},
	}
	root.next.next = root // a ring
	other := root.table["other"]
	p := image.Take(rules, root)
	assert.Positive(t, p.Bytes())
	for range 2 {
		leaf.name, leaf.next, leaf.table["b"] = "changed", nil, root
		root.list[1].name = "changed"
		root.list = append(root.list[:1], &node{name: "new"}, &node{})
		delete(root.table, "leaf")
		root.table["other"].name = "changed"
		root.table["new"] = leaf
		root.table = map[string]*node{}
		root.inner.text[0], root.inner.n = "changed", 2
		root.any.(*inner).n = 8
		root.array[1].text[1] = "changed"
		root.grown = append(root.grown, 9, 9)
		root.kept++
		root.alien.WriteString("!")
		root.mu.Lock()
		hidden = 6
		p.Restore()
		root.mu.Unlock()
		assert.Equal(t, "leaf", leaf.name)
		assert.Same(t, root, leaf.next)
		assert.Len(t, leaf.table, 1)
		assert.Len(t, root.list, 2)
		assert.Equal(t, "second", root.list[1].name)
		assert.Len(t, root.table, 2)
		assert.Same(t, other, root.table["other"])
		assert.Same(t, leaf, root.table["leaf"])
		assert.Equal(t, "other", other.name)
		assert.Equal(t, inner{1, []string{"x"}}, root.inner)
		assert.Equal(t, 7, root.any.(*inner).n)
		assert.Equal(t, []string{"y", "z"}, root.array[1].text)
		assert.Equal(t, []byte{0, 0, 0, 0}, root.grown[:4])
		assert.Equal(t, 5, hidden)
	}
	assert.Equal(t, 3, root.kept)
	assert.Equal(t, "alien!!", root.alien.String())
}

// TestReview finds the fields for which there is no decision, and the decision without field.
func TestReview(t *testing.T) {
	undecided, unused := image.Review(rules, &node{})
	assert.Equal(t, []string{"pkg/image_test.node.mu (sync.Mutex)", "pkg/image_test.saver.get (func(int) int)", "pkg/image_test.saver.set (func(int) int)"}, undecided)
	assert.Equal(t, []string{"pkg/image_test.node.never"}, unused)
}
