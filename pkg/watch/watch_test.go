package watch_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/kilnjs/kiln/pkg/watch"
)

type function struct{}

func (function) FunctionName() string    { return "f" }
func (function) Location() (string, int) { return "f.js", 7 }

func TestWants(t *testing.T) {
	var none *watch.Stream
	assert.False(t, none.Wants(watch.Push))
	assert.False(t, none.WantsAny(watch.All))
	s := watch.New()
	assert.False(t, s.WantsAny(watch.All|watch.Frames))
	stopTiers := s.Listen(watch.Tiers, func(*watch.Event) {})
	stopFrames := s.Listen(watch.Frames, func(*watch.Event) {})
	assert.True(t, s.Wants(watch.Leave))
	assert.True(t, s.Wants(watch.Pop))
	assert.False(t, s.Wants(watch.Collect))
	stopTiers()
	assert.False(t, s.Wants(watch.Leave))
	assert.True(t, s.Wants(watch.Pop))
	stopFrames()
	stopFrames()
	assert.False(t, s.WantsAny(watch.All|watch.Frames))
}

// TestEveryKind has an event of every kind shown and counted under its own name.
func TestEveryKind(t *testing.T) {
	s := watch.New()
	totals := watch.Count(s, watch.All|watch.Slices|watch.Frames|watch.Steps|watch.Promises)
	names := map[string]bool{}
	for k := watch.Promote; k <= watch.Settle; k++ {
		e := watch.Event{Kind: k, Loop: -1}
		s.Emit(&e)
		names[k.String()] = true
		assert.True(t, strings.HasPrefix(e.String(), k.String()), e.String())
		assert.Equal(t, 1, totals.Of(k, watch.Interp))
	}
	assert.Len(t, names, int(watch.Settle)+1)
	assert.Len(t, totals.All(), len(names))
	assert.Equal(t, len(names), strings.Count(totals.String(), "\n"))
}

func TestListenerThatStopsItself(t *testing.T) {
	s := watch.New()
	var heard []string
	var stop func()
	stop = s.Listen(watch.Tiers, func(*watch.Event) { heard = append(heard, "first"); stop() })
	s.Listen(watch.Tiers, func(*watch.Event) { heard = append(heard, "second") })
	s.Emit(&watch.Event{Kind: watch.Leave})
	s.Emit(&watch.Event{Kind: watch.Leave})
	assert.Equal(t, []string{"first", "second", "second"}, heard)
}

func TestRecorderKeepsTheLast(t *testing.T) {
	s := watch.New()
	r := watch.Record(s, watch.Of(watch.BeginJob), 3)
	assert.Empty(t, r.Events())
	for id := range uint64(8) {
		s.Emit(&watch.Event{Kind: watch.BeginJob, ID: id})
		s.Emit(&watch.Event{Kind: watch.EndJob, ID: id})
		events := r.Events()
		assert.Len(t, events, min(int(id)+1, 3))
		for i, e := range events {
			assert.Equal(t, id-uint64(len(events)-1-i), e.ID)
		}
	}
	assert.Equal(t, 8, r.Seen())
	var last time.Duration
	for _, e := range r.Events() {
		assert.GreaterOrEqual(t, e.At, last)
		last = e.At
	}
}

func ExampleStream() {
	s := watch.New()
	watch.Trace(s, watch.Tiers, os.Stdout)
	totals := watch.Count(s, watch.All)

	// What a runtime does when a function gets hot and when a collection ends.
	if s.Wants(watch.Promote) {
		s.Emit(&watch.Event{Kind: watch.Promote, From: watch.Interp, To: watch.Bytecode, Function: function{}, Loop: -1})
	}
	if s.Wants(watch.Collect) {
		s.Emit(&watch.Event{Kind: watch.Collect, Bytes: 4096, Took: time.Millisecond, Loop: -1, Reason: "young"})
	}
	fmt.Print(totals)
	// Output:
	// promote  interp → bytecode  f (f.js:7)
	// promote to bytecode    1
	// collect                1 (young)
}
