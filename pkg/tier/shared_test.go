package tier_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/tier"
)

// startTiers runs a program in a runtime of its own, and returns that with the tiers of its
// functions by name.
func startTiers(t *testing.T, cfg tier.Config, prog *syntax.Program) (*object.Runtime, map[string]object.Tier) {
	m := tier.New(cfg)
	rt, err := object.New(object.Options{Libraries: []*object.Library{builtin.Library()}, Tiers: m.Hooks()})
	require.NoError(t, err)
	m.Start(rt)
	_, err = rt.RunScript(prog, rt.NewRealm())
	require.NoError(t, err)
	tiers := map[string]object.Tier{}
	for _, code := range rt.Codes {
		if code != nil && code.Func != nil {
			tiers[code.Func.Name] = code.Tier
		}
	}
	return rt, tiers
}

func parseShared(t *testing.T, source string) *syntax.Program {
	prog, err := syntax.Parse(syntax.NewSource("shared.js", source), syntax.Options{})
	require.NoError(t, err)
	return prog
}

// TestBytecodeIsMadeOncePerProcess runs a program in many runtimes at the same time, in tiers that
// number its sites and that compile it: all have the same compiled forms.
func TestBytecodeIsMadeOncePerProcess(t *testing.T) {
	prog := parseShared(t, `
		function leaf(o) { return o.a + o["b"] + outside; }
		function* each(n) { for (let i = 0; i < n; i++) yield leaf({ a: i, b: 1n ? 2 : 3 }); }
		var outside = 1, all = 0;
		class P { #x = 1; get x() { return this.#x; } static s = [...each(50)].length; }
		for (const x of each(120)) all += x + new P().x;
		(async () => { await all; })();`)
	configs := []tier.Config{{Mode: tier.Interp}, {Mode: tier.Bytecode}, {}, {T1Calls: 2, T1Turns: 2}, {Mode: tier.Native}}
	runtimes := make([]*object.Runtime, 4*len(configs))
	var all sync.WaitGroup
	for i := range runtimes {
		all.Go(func() { runtimes[i], _ = startTiers(t, configs[i%len(configs)], prog) })
	}
	all.Wait()
	protos := map[*syntax.FuncInfo]*bytecode.Proto{}
	seen := 0
	for _, rt := range runtimes {
		for _, code := range rt.Codes {
			if code == nil || bytecode.FunctionOf(code) == nil {
				continue
			}
			p := bytecode.FunctionOf(code).Proto()
			if protos[code.Func] == nil {
				protos[code.Func] = p
			}
			assert.Same(t, protos[code.Func], p, code.Func.Name)
			seen++
		}
	}
	assert.GreaterOrEqual(t, len(protos), 5)
	assert.Greater(t, seen, 8*5)
}

// TestHotFunctionsStartAsBytecodeInTheNextRuntime has a function that is called often, or loops long,
// begin where it ended in another runtime, unless a threshold of the runtime says when.
func TestHotFunctionsStartAsBytecodeInTheNextRuntime(t *testing.T) {
	prog := parseShared(t, `
		function often() { return 1; }
		function long() { for (let i = 0; i < times * 20; i++); }
		function once() { return 2; }
		for (let i = 0; i < times; i++) often();
		long(); once();`)
	times := func(n string) *syntax.Program { return parseShared(t, "var times = "+n) }
	run := func(cfg tier.Config, n string) map[string]object.Tier {
		m := tier.New(cfg)
		rt, err := object.New(object.Options{Libraries: []*object.Library{builtin.Library()}, Tiers: m.Hooks()})
		require.NoError(t, err)
		m.Start(rt)
		realm := rt.NewRealm()
		_, err = rt.RunScript(times(n), realm)
		require.NoError(t, err)
		_, err = rt.RunScript(prog, realm)
		require.NoError(t, err)
		tiers := map[string]object.Tier{}
		for _, code := range rt.Codes {
			if code != nil && code.Func != nil && code.Func.Name != "" {
				tiers[code.Func.Name] = code.Tier
			}
		}
		return tiers
	}
	cold := map[string]object.Tier{"often": object.TierInterp, "long": object.TierInterp, "once": object.TierInterp}
	hot := map[string]object.Tier{"often": object.TierBytecode, "long": object.TierBytecode, "once": object.TierInterp}
	late := tier.Config{T1Calls: 1 << 20, T1Turns: 1 << 20}
	assert.Equal(t, cold, run(tier.Config{}, "1"))
	run(tier.Config{Mode: tier.Bytecode}, "1")
	run(tier.Config{T1Calls: 1, T1Turns: 1}, "1")
	assert.Equal(t, cold, run(tier.Config{}, "1"), "compiled without having been hot")
	assert.Equal(t, hot, run(tier.Config{}, "20"))
	assert.Equal(t, hot, run(tier.Config{}, "1"))
	assert.Equal(t, cold, run(late, "1"))
	assert.Equal(t, object.TierInterp, run(tier.Config{Mode: tier.Interp}, "20")["often"])
}
