package object

import (
	"hash/maphash"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// textPrograms are the programs of texts that scripts have evaluated again and again: by eval, or as
// functions that the constructor Function makes. A text is kept when it is seen for the second time;
// one that was not evaluated between two full collections is let go.
//
// A program rests on its text and on where it was parsed, which the key has whole, and does not
// change. It costs a script the same fuel whether it is parsed or found here.
type textPrograms struct {
	table map[textKey]*textProgram
	seen  [seenTexts]uint64 // hashes of texts that were seen, not kept
	bytes int64             // of the programs in table
	uses  uint64            // counts the evaluations
	full  int64             // number of full collections when table was last looked through
}

// textKey is a text with where it was parsed.
type textKey struct {
	text, params string
	kind         textKind
	site         *syntax.EvalSite // of a direct eval
}

// textKind says what made a program of a text: an eval, or the constructor of dynamic functions of
// a kind.
type textKind uint8

const (
	textEval textKind = iota
	textFunction
)

const (
	seenTexts = 256
	// maxTexts is how many programs are kept, and maxTextBytes, or an eighth of the heap's
	// limit, how large they are together.
	maxTexts     = 128
	maxTextBytes = 64 << 20
)

var textSeed = maphash.MakeSeed()

// textProgram is the program of a text. Its tree is accounted to the heap as long as it has users:
// instances, the table, and the one who has just been given it.
type textProgram struct {
	key    textKey
	prog   *syntax.Program
	memory heap.Account
	whole  []bool // by FuncInfo.ID: the tree that was put off is in memory; nil: none
	work   int    // that Poll heard of during the parse
	users  int
	owner  *Instance // whose code has key.site
	used   uint64    // number of the last evaluation
	full   int64     // number of full collections then
}

// drop ends one use.
func (t *textProgram) drop() {
	if t.users--; t.users == 0 {
		t.memory.Close()
	}
}

// parseText returns the program for key, which parse makes if it is not kept. Who gets it hands it
// to newStringInstance or drops it. owner is the instance that has key.site, nil without.
func (rt *Runtime) parseText(key textKey, owner *Instance, parse func(syntax.Poll) (*syntax.Program, error)) (*textProgram, error) {
	if rt.texts == nil {
		rt.texts = &textPrograms{table: map[textKey]*textProgram{}}
	}
	texts, full := rt.texts, rt.Heap.Fulls()
	texts.uses++
	if t := texts.table[key]; t != nil && rt.Counts == nil {
		t.used, t.full = texts.uses, full
		t.users++
		if err := rt.Steps(t.work); err != nil {
			t.drop()
			return nil, err
		}
		return t, nil
	}
	t := &textProgram{key: key, owner: owner, users: 1, used: texts.uses, full: full}
	prog, err := rt.Parse(&t.memory, func(poll syntax.Poll) (*syntax.Program, error) {
		return parse(func(work int, bytes int64) error {
			t.work += work
			return poll(work, bytes)
		})
	})
	if err != nil {
		return nil, err
	}
	t.prog = prog
	if key.kind != textEval {
		t.memory.Add(int64(len(key.text) + len(key.params))) // that of an eval is the text of the program
	}
	if texts.again(key) && rt.Counts == nil {
		texts.keep(t, rt.Heap)
	}
	return t, nil
}

// again reports whether the text was seen before, as far as is known, and notes that it was.
func (c *textPrograms) again(key textKey) bool {
	var h maphash.Hash
	h.SetSeed(textSeed)
	h.WriteString(key.text)
	h.WriteByte(byte(key.kind))
	h.WriteString(key.params)
	sum := h.Sum64()
	if key.site != nil {
		sum ^= maphash.Comparable(textSeed, key.site)
	}
	at := &c.seen[sum%seenTexts]
	if *at == sum {
		return true
	}
	*at = sum
	return false
}

// keep puts a program into the table, if it is not too large.
func (c *textPrograms) keep(t *textProgram, h *heap.Heap) {
	limit := textLimit(h)
	if now := h.Fulls(); c.full != now {
		c.full = now
		for _, old := range c.table {
			if now-old.full > 1 {
				c.forget(old)
			}
		}
	}
	size := t.memory.Held()
	if size > limit {
		return
	}
	for len(c.table) >= maxTexts || c.bytes+size > limit {
		var oldest *textProgram
		for _, old := range c.table {
			if oldest == nil || old.used < oldest.used {
				oldest = old
			}
		}
		c.forget(oldest)
	}
	c.table[t.key] = t
	c.bytes += size
	t.users++
	if t.owner != nil {
		t.owner.sites = true
	}
}

// textLimit is how large the programs that are kept are together.
func textLimit(h *heap.Heap) int64 { return min(maxTextBytes, h.MaxBytes()/8) }

// completedText accounts the tree of function id, of n bytes, which was put off until now. It is that of
// all instances of the program.
func (rt *Runtime) completedText(t *textProgram, id uint32, n int64) {
	if t.whole == nil {
		t.whole = make([]bool, len(t.prog.Funcs))
		n += int64(len(t.whole))
	}
	if t.whole[id] {
		return
	}
	t.whole[id] = true
	t.memory.Add(n)
	if rt.texts.table[t.key] != t {
		return
	}
	if rt.texts.bytes += n; rt.texts.bytes > textLimit(rt.Heap) {
		rt.texts.forget(t)
	}
}

// forget takes a program out of the table.
func (c *textPrograms) forget(t *textProgram) {
	delete(c.table, t.key)
	c.bytes -= t.memory.Held()
	t.drop()
}

// forgetSites lets go of the programs of direct evals in code of in, which is gone: their scopes
// would keep its tree alive, which nobody accounts for then.
func (c *textPrograms) forgetSites(in *Instance) {
	for _, t := range c.table {
		if t.owner == in {
			c.forget(t)
		}
	}
}

// ForgetTexts lets go of the programs of texts that are kept for their next evaluation, for a heap
// that is full, and reports whether there were any.
func (rt *Runtime) ForgetTexts() bool {
	if rt.texts == nil || len(rt.texts.table) == 0 {
		return false
	}
	for _, t := range rt.texts.table {
		rt.texts.forget(t)
	}
	return true
}
