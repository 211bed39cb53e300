package kiln_test

import (
	"context"
	"fmt"
	"iter"
	"net/netip"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

type link struct {
	A    int
	Any  any
	Next *link
	L    []any
	Text string
}

// hosted makes a runtime of little memory with Go values in which scripts can keep something.
func hosted(t *testing.T) *kiln.Runtime {
	t.Helper()
	rt, err := kiln.New(kiln.Options{MaxHeap: int64(kiln.Fewer(16, 4, 8)) << 20})
	require.NoError(t, err)
	var texts []string
	var list []any
	for name, x := range map[string]any{
		"dict": map[string]any{}, "list": &list, "texts": &texts, "node": &link{},
		"echo": func(x any) any { return x }, "reflected": func(x map[string]any, _ ...any) map[string]any { return x },
		"array": func() [1000]int { return [1000]int{} }, "channel": make(chan int),
		"numbers": iter.Seq[int](func(yield func(int) bool) {
			for i := 0; yield(i); i++ {
			}
		}),
	} {
		require.NoError(t, rt.Set(name, x))
	}
	_, err = rt.RunString("begin.js", "var text = 'x'.repeat(60000), big = new Array(1000).fill(1.5), keep = []")
	require.NoError(t, err)
	return rt
}

func runFor(t *testing.T, rt *kiln.Runtime, d time.Duration, source string) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	p, err := kiln.Compile("test.js", source, kiln.Script)
	require.NoError(t, err)
	_, err = rt.RunContext(ctx, p)
	return err
}

// TestWhatScriptsKeepInGoIsCounted demands that memory of Go that a script makes grow ends it.
func TestWhatScriptsKeepInGoIsCounted(t *testing.T) {
	for _, source := range []string{
		"dict['k' + i] = text + i",
		"dict['k' + i] = big",
		"list.push(text + i)",
		"list.push({a: 1, b: {c: [1, 2, 3]}})",
		"texts.push(text + i)",
		"node.Any = {next: node.Any}",
		"node.L = [node.L, 1, 2]",
		"node.Next = {A: i, Next: node.Next}",
		"keep.push(echo(big))",
		"keep.push(echo({big}))",
		"keep.push(reflected({big}, 1, {}))",
		"keep.push(array())",
		"keep.push(numbers[Symbol.iterator]())",
		"keep.push(channel[Symbol.asyncIterator]().next())",
	} {
		t.Run(source, func(t *testing.T) {
			var limit *kiln.LimitError
			err := runFor(t, hosted(t), time.Minute, "for (let i = 0; ; i++) "+source)
			require.ErrorAs(t, err, &limit)
			assert.Contains(t, err.Error(), "memory")
		})
	}
}

// TestWhatScriptsKeepInGoIsCountedOff demands that what Go no longer has does not count.
func TestWhatScriptsKeepInGoIsCountedOff(t *testing.T) {
	for _, source := range []string{
		"dict.k = text + i",
		"dict.k = big",
		"dict['k' + i] = text + i; delete dict['k' + i]",
		"list[0] = text + i",
		"list.push(text + i); list.length = 0; list.push(0)",
		"node.L = big; node.Text = text + i; node.Any = {big}",
		"keep = echo(big)",
		"keep[0] = reflected({big})",
		"keep[0] = numbers[Symbol.iterator](); keep[0].next(); keep[0].return()",
	} {
		t.Run(source, func(t *testing.T) {
			require.NoError(t, runFor(t, hosted(t), time.Minute, fmt.Sprintf("for (let i = 0; i < %d; i++) { %s }", kiln.Fewer(3000, 4, 8), source)))
		})
	}
}

// TestLongTextsForGo demands that texts which Go packages quote in errors, or look at for as long
// as they like, are refused.
func TestLongTextsForGo(t *testing.T) {
	rt, err := kiln.New(kiln.Options{Loader: kiln.FSLoader{FS: fstest.MapFS{}}})
	require.NoError(t, err)
	require.NoError(t, rt.Set("time", func(time.Time) {}))
	require.NoError(t, rt.Set("duration", func(time.Duration) {}))
	require.NoError(t, rt.Set("address", func(netip.Addr) {}))
	for _, source := range []string{"time(s)", "duration(s)", "address(s)"} {
		_, err := rt.RunString("test.js", "var s = '1'.repeat(1e6); "+source)
		require.Error(t, err, source)
		assert.Less(t, len(err.Error()), 1000, source)
	}
	v, err := rt.RunString("test.js", "import('./' + 'a/../'.repeat(20000) + 'b')")
	require.NoError(t, err)
	_, err = rt.Await(context.Background(), v)
	require.EqualError(t, err, "TypeError: A module specifier of 100003 characters is too long")
}
