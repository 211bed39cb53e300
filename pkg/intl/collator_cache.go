package intl

import (
	"github.com/kilnjs/kiln/internal/collate"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// collators is where the collators of a runtime are.
var collators = object.NewExtension()

// collatorCache has the collators of a runtime by what they are made of, and what the last few
// requests of localeCompare stand for. Neither can change, and so nothing in it becomes wrong.
type collatorCache struct {
	last    collatorChoices
	current *collate.Collator // of last
	all     map[collatorChoices]*collate.Collator
	memory  heap.Account

	requests [4]struct {
		text    string // of appendRequest
		choices collatorChoices
		used    bool
	}
	next int // the request that gives way
}

// maxCollators is how many collators a runtime keeps.
const maxCollators = 64

// collatorSize is about what a collator takes.
const collatorSize = 6 << 10

func collatorsOf(rt *object.Runtime) *collatorCache {
	if cache, ok := rt.Ext(collators).(*collatorCache); ok {
		return cache
	}
	cache := &collatorCache{all: map[collatorChoices]*collate.Collator{}, memory: rt.Heap.Account()}
	rt.SetExt(collators, cache)
	return cache
}

// ImageOf implements object.Imageable: a runtime makes its collators anew.
func (cache *collatorCache) ImageOf(*object.Imaging) (object.Mould, error) { return nil, nil }

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

// choicesOf is what a request stands for, if it is one of the last.
func (cache *collatorCache) choicesOf(request []byte) (collatorChoices, bool) {
	for i := range cache.requests {
		if r := &cache.requests[i]; r.used && r.text == string(request) {
			return r.choices, true
		}
	}
	return 0, false
}

func (cache *collatorCache) remember(request []byte, choices collatorChoices) {
	r := &cache.requests[cache.next]
	r.text, r.choices, r.used = string(request), choices, true
	cache.next = (cache.next + 1) % len(cache.requests)
}
