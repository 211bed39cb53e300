package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/kilnjs/kiln/internal/progen"
)

// hunt is one search, by one or more goroutines.
type hunt struct {
	*options
	end    time.Time
	tally  *tally
	corpus *corpus

	mu   sync.Mutex
	next uint64
}

// seed returns the seed of the next program, and false when the search is over.
func (h *hunt) seed() (uint64, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.Count > 0 && h.next >= h.Seed+h.Count || time.Now().After(h.end) {
		return 0, false
	}
	h.next++
	return h.next - 1, true
}

// program returns the program of a seed with the features that are known of it.
func (h *hunt) program(seed uint64) (source string, features []string, origin string) {
	if h.corpus != nil {
		source, features, origin = h.corpus.mutant(seed)
		return source, features, fmt.Sprintf("seed %d of %s", seed, origin)
	}
	source, features = progen.Generate(seed)
	return source, features, fmt.Sprintf("seed %d", seed)
}

func (h *hunt) search(j *judge) error {
	defer j.worker.stop()
	for {
		seed, more := h.seed()
		if !more {
			return nil
		}
		source, features, origin := h.program(seed)
		if source == "" {
			continue
		}
		v, err := j.all(source, h.Modes)
		if err != nil {
			return err
		}
		if v.find == nil && !v.limited && !v.invalid && h.Node && comparable(features) {
			v.find = j.differsFromNode(source)
		}
		if !h.tally.add(&v, features, h.Keep) {
			continue
		}
		name, err := h.save(j, source, v.find, origin)
		if err != nil {
			return err
		}
		fmt.Printf("%s: %s (%s): %.300s\n", origin, v.find.signature(), name, v.find.detail)
	}
}

// one makes the program of a file smaller.
func (h *hunt) one(file string) (int, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	j := &judge{timeout: h.Timeout}
	defer j.worker.stop()
	v, err := j.all(string(text), h.Modes)
	if err != nil {
		return 0, err
	}
	if v.find == nil && h.Node {
		v.find = j.differsFromNode(string(text))
	}
	if v.find == nil {
		fmt.Printf("%s shows nothing (limit %t, invalid %t)\n", file, v.limited, v.invalid)
		return 0, nil
	}
	name, err := h.save(j, string(text), v.find, file)
	fmt.Printf("%s: %s: %s\n", name, v.find.signature(), v.find.detail)
	return 1, err
}
