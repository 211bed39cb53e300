package kiln_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// FuzzValuesComeBack takes what a JSON text says from a script to Go, back and to Go again, and
// to variables of many types on the way: it is the same, and nothing panics.
func FuzzValuesComeBack(f *testing.F) {
	for _, text := range []string{
		`1`, `"text"`, `null`, `[1, 2.5, "a", [true, null]]`, `{"a": {"b": [1e300, -1, 9007199254740993]}, "1": 2, "length": 3, "__proto__": 4}`, `"\ud800\u0000é"`,
		`{"ID": 1, "Name": "n", "Peers": [{"host": "h", "port": 1}], "Tags": {"a": "b"}, "Wait": "1s", "At": "2026-01-02T03:04:05Z", "Next": {"Main": {}}}`, `[[[[[]]]]]`, `{"toString": 1, "toJSON": 2, "then": 3}`, `1e21`, `-0`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rt, err := kiln.New(kiln.Options{MaxHeap: 64 << 20})
		require.NoError(t, err)
		rt.SetDeadline(time.Now().Add(2 * time.Second))
		require.NoError(t, rt.Set("text", text))
		v, err := rt.RunString("parse.js", "JSON.parse(JSON.stringify(JSON.parse(text)))")
		if err != nil {
			t.Skip()
		}
		first := v.Export()
		for _, dst := range []any{new(any), new(int8), new(uint64), new(float32), new(string), new(bool), new([]any), new([]byte), new([2]string), new(map[string]any), new(map[int]string), new(*Config), new(Config),
			new(big.Int), new(time.Time), new(time.Duration), new(func(int) string), new(chan int), new(error), new(kiln.Value), new(spot), new(struct{ A, B *Peer })} {
			_ = v.ExportTo(dst)
		}
		require.NoError(t, rt.Set("x", first))
		again, err := rt.RunString("again.js", "JSON.parse(JSON.stringify(x))")
		if err != nil {
			return // a property toJSON of the text may be in the way
		}
		if second := again.Export(); !hooked(first) {
			require.Equal(t, first, second)
		}
	})
}

// hooked reports whether JSON.stringify sees more in x than its properties.
func hooked(x any) bool {
	switch x := x.(type) {
	case []any:
		for _, e := range x {
			if hooked(e) {
				return true
			}
		}
	case map[string]any:
		for name, e := range x {
			if name == "toJSON" || hooked(e) {
				return true
			}
		}
	}
	return false
}
