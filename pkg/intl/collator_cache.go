package intl

import (
	"github.com/kilnjs/kiln/internal/collate"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// collators is where the collators of a runtime are.
var collators = object.NewExtension()

// collatorCache has the collators of a runtime by what they are made of, and what the last few
// tags given to localeCompare stand for. Neither can change, and so nothing in it becomes wrong.
type collatorCache struct {
	last    collatorChoices
	current *collate.Collator // of last
	all     map[collatorChoices]*collate.Collator
	memory  heap.Account

	tags [4]struct {
		tag     string
		choices collatorChoices
		used    bool
	}
	next int // the tag that gives way
}

// maxCollators is how many collators a runtime keeps.
const maxCollators = 64

// collatorSize is about what a collator takes.
const collatorSize = 8 << 10

func collatorsOf(rt *object.Runtime) *collatorCache {
	if cache, ok := rt.Ext(collators).(*collatorCache); ok {
		return cache
	}
	cache := &collatorCache{all: map[collatorChoices]*collate.Collator{}, memory: rt.Heap.Account()}
	rt.SetExt(collators, cache)
	return cache
}

// get is the collator of choices.
func (cache *collatorCache) get(choices collatorChoices) *collate.Collator {
	if cache.current != nil && cache.last == choices {
		return cache.current
	}
	c := cache.all[choices]
	if c == nil {
		if len(cache.all) >= maxCollators {
			clear(cache.all)
		}
		c = collate.New(collate.Options{
			Order:             collate.Order(choices >> choiceOrderShift),
			Sensitivity:       choices.sensitivity(),
			IgnorePunctuation: choices.has(choiceIgnorePunctuation),
			Numeric:           choices.has(choiceNumeric),
			CaseFirst:         choices.caseFirst(),
		})
		cache.all[choices] = c
		cache.memory.Set(int64(len(cache.all)) * collatorSize)
	}
	cache.last, cache.current = choices, c
	return c
}

// choicesOf is what a tag stands for, if it is one of the last.
func (cache *collatorCache) choicesOf(tag string) (collatorChoices, bool) {
	for i := range cache.tags {
		if t := &cache.tags[i]; t.used && t.tag == tag {
			return t.choices, true
		}
	}
	return 0, false
}

// maxTag is how long tags are that are remembered.
const maxTag = 64

func (cache *collatorCache) remember(tag string, choices collatorChoices) {
	if len(tag) > maxTag {
		return
	}
	t := &cache.tags[cache.next]
	t.tag, t.choices, t.used = tag, choices, true
	cache.next = (cache.next + 1) % len(cache.tags)
}
