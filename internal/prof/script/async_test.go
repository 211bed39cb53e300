package script_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/prof/script"
)

const waiting = `
function work() { let s = 0; for (let i = 0; i < 3e6; i++) s = (s * 31 + i) % 1000003; return s; }
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function inner() { await sleep(1); work(); }
async function outer() { for (let i = 0; i < 8; i++) await inner(); }
let n = 0;
function tick() { work(); if (++n < 8) setTimeout(tick, 1); }
function begin() { setTimeout(tick, 1); }
begin();
outer();
Promise.resolve().then(function first() { work(); }).then(function second() { work(); });
`

// stacks returns the stacks that have work on top, outermost first.
func stacks(p *script.Profile) (list []string) {
	for _, s := range p.Samples {
		var names []string
		for n := range p.Stack(s.Node) {
			names = append(names, p.FuncOf(n).Name)
		}
		slices.Reverse(names)
		if names[len(names)-1] == "work" {
			list = append(list, strings.Join(names, " "))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// TestAsync has stacks on what has caused them, however often the same causes itself.
func TestAsync(t *testing.T) {
	for _, tick := range []bool{false, true} {
		for _, tier := range []string{"interp", "bytecode", "native", "auto"} {
			if tick && tier != "interp" {
				continue // too few samples
			}
			p, err := profile(t, tier, waiting, script.Options{Rate: 4000, Async: true, Tick: tick})
			require.NoError(t, err)
			const await = "(script) outer inner sleep Promise (anonymous) setTimeout (timer) (anonymous) (await) "
			got := strings.Join(stacks(p), "\n")
			for _, want := range []string{
				"(script) begin setTimeout (timer) tick setTimeout (timer) tick work", await + "inner work",
				"(script) then (then) first work", "(script) then (then) (then) second work",
			} {
				assert.Contains(t, got, want, tier)
			}
			assert.Less(t, len(stacks(p)), 12, "%s: what causes itself again and again is one stack: %s", tier, got)
		}
	}
	p, err := profile(t, "auto", waiting, script.Options{})
	require.NoError(t, err)
	assert.NotContains(t, strings.Join(stacks(p), "\n"), "(timer)", "only where it was asked for")
	assert.Nil(t, p.Turns)
}

func TestTurns(t *testing.T) {
	p, err := profile(t, "auto", `
		function spin(ms) { const end = Date.now() + ms; while (Date.now() < end); }
		function long() { spin(20); Promise.resolve().then(() => {}).then(() => {}); }
		setTimeout(long, 5);
		setTimeout(function short() {}, 40);
		queueMicrotask(() => {});
	`, script.Options{Turns: true})
	require.NoError(t, err)
	require.Len(t, p.Turns, 3)
	var what []string
	for i, turn := range p.Turns {
		what = append(what, turn.String())
		if i > 0 {
			before := p.Turns[i-1]
			assert.GreaterOrEqual(t, turn.At, before.At+before.Took)
		}
	}
	assert.Equal(t, []string{"(script), 1 job", "long test.js:3, 2 jobs", "short test.js:5"}, what)
	assert.GreaterOrEqual(t, p.Turns[1].Took, 19*time.Millisecond)
}
