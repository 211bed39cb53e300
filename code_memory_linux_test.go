//go:build amd64 || arm64

package kiln_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// compiling makes hot functions and runs them until a limit ends it.
const compiling = `
for (let n = 0;; n++) {
	const f = new Function("a", "let s = 0; for (let i = 0; i < 2000; i++) s = (s + i * a + " + n + ") | 0; return s");
	for (let k = 0; k < 20; k++) f(k);
}`

// running is one loop of machine code.
const running = `let s = 0; for (let i = 0;; i = (i + 1) & 0xFFFF) s = (s + i) | 0`

// TestCodeMemoryIsNeverWritableAndExecutable looks at the process's mappings while
// runtimes compile and run machine code.
func TestCodeMemoryIsNeverWritableAndExecutable(t *testing.T) {
	const span = 700 * time.Millisecond
	var wg sync.WaitGroup
	for _, source := range []string{compiling, running, compiling, running} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			rt, err := kiln.New(kiln.Options{Tier: kiln.Native, MaxHeap: 64 << 20})
			if err == nil {
				rt.SetDeadline(time.Now().Add(span))
				_, err = rt.RunString("hot.js", source)
			}
			if err == nil {
				t.Error("the script ended by itself")
			}
		}()
	}
	looks, code := 0, 0
	for end := time.Now().Add(span); time.Now().Before(end); looks++ {
		maps, err := os.ReadFile("/proc/self/maps")
		require.NoError(t, err)
		for line := range strings.Lines(string(maps)) {
			fields := strings.Fields(line)
			writable, executable := fields[1][1] == 'w', fields[1][2] == 'x'
			require.False(t, writable && executable, "%s", line)
			if executable && len(fields) == 5 {
				code++ // anonymous: not of the binary
			}
		}
	}
	wg.Wait()
	require.NotZero(t, code, "no machine code was seen")
	t.Logf("%d looks, %d mappings of machine code seen", looks, code)
}

// TestMachineCodeOfDeadFunctionsGoes: a script that makes hot functions for ever takes no more
// memory with time, and late functions get machine code, too.
func TestMachineCodeOfDeadFunctionsGoes(t *testing.T) {
	const source = `(function (from) {
		let sum = 0;
		for (let n = from; n < from + 500; n++) {
			const f = new Function("a", "let s = 0; for (let i = 0; i < 3000; i++) s = (s + i * a + " + n + ") | 0; return s");
			const g = new Function("n", "return function* () { for (let i = 0; i < n; i++) yield i + " + n + "; }")(20);
			for (let k = 0; k < 6; k++) sum = (sum + f(k)) | 0;
			for (let k = 0; k < 9; k++) for (const x of g()) sum = (sum + x) | 0;
		}
		return sum;
	})`
	const limit, rounds = 48 << 20, 6
	rt, err := kiln.New(kiln.Options{Tier: kiln.Native, MaxHeap: limit})
	require.NoError(t, err)
	plain, err := kiln.New(kiln.Options{Tier: kiln.Interp})
	require.NoError(t, err)
	for round := range rounds {
		v, err := rt.RunString("hot.js", fmt.Sprintf("%s(%d)", source, round*500))
		require.NoError(t, err)
		want, err := plain.RunString("hot.js", fmt.Sprintf("%s(%d)", source, round*500))
		require.NoError(t, err)
		require.Equal(t, want.Export(), v.Export(), "round %d", round)
		require.Less(t, rt.Stats().Heap.GoBytes, int64(limit), "round %d", round)
		require.NotZero(t, rt.Stats().Tiers.Codes[2], "round %d", round)
	}
}

// TestCodeOfFunctionsThatDieWhileTheyRunStays: functions that nothing but their frames refers to go on,
// return, throw and are resumed while the machine code of others is freed.
func TestCodeOfFunctionsThatDieWhileTheyRunStays(t *testing.T) {
	turns := 6
	if kiln.Stressed {
		turns = 1
	}
	source := fmt.Sprintf("const turns = %d;", turns) + `"use strict";
	let made = 0;
	function make(text) { return new Function("other", "n", "'use strict'; " + text + "// " + made++); }
	const warm = (f, ...args) => { let r; for (let k = 0; k < 8; k++) r = f(...args); return r; };
	function others() {
		let s = 0;
		for (let k = 0; k < 12; k++) s += warm(make("let s = 0; for (let i = 0; i < 400; i++) s += i * n; return s"), null, k);
		return s;
	}
	const idle = () => 1;
	let log = [];
	for (let turn = 0; turn < turns; turn++) {
		let f = make("let s = 0; for (let i = 0; i < 400; i++) s += i; return s + other() + n");
		warm(f, idle, 1);
		log.push(f(() => { f = null; return others(); }, turn));
		let tail = make("for (let i = 0; i < 400; i++) n++; return other(n)");
		warm(tail, idle, 1);
		log.push(tail(n => { tail = null; return others() + n; }, turn));
		let thrower = make("for (let i = 0; i < 400; i++) n++; try { other(n) } catch (e) { for (let i = 0; i < 400; i++) n += e; } throw n");
		try { warm(thrower, () => { throw 1 }, 1); } catch (e) { log.push(e); }
		try { thrower(() => { thrower = null; throw others(); }, turn); } catch (e) { log.push(e); }
		let gen = make("return function* () { for (let i = 0; i < 400; i++) { if (i % 100 == 0) n += other(); yield i + n; } }")(idle, turn);
		for (let k = 0; k < 3; k++) for (const x of gen()) ;
		const it = gen(); gen = null;
		let sum = 0;
		for (let k = 0; k < 4; k++) { for (let j = 0; j < 50; j++) sum += it.next().value; if (k % 2) sum += others(); }
		log.push(sum);
	}
	log.join()`
	var want any
	for _, tier := range []kiln.Tier{kiln.Interp, kiln.Native, kiln.Auto} {
		rt, err := kiln.New(kiln.Options{Tier: tier, Thresholds: kiln.Thresholds{T1Calls: 2, T1Turns: 5, T2Calls: 4, T2Turns: 10}})
		require.NoError(t, err)
		v, err := rt.RunString("dying.js", source)
		require.NoError(t, err)
		if want == nil {
			want = v.Export()
		}
		require.Equal(t, want, v.Export(), "%v", tier)
	}
}
