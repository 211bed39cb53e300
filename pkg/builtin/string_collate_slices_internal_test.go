package builtin

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// TestCollateSlices compares long texts, which are cut, as the collator does that
// sees them whole.
func TestCollateSlices(t *testing.T) {
	rt, err := object.New(object.Options{})
	require.NoError(t, err)
	flat := func(s string) heap.Flat { return rt.Heap.NewString(s).Flat(rt.Heap) }
	whole := collate.New(language.Und)
	long := strings.Repeat("na\u00efve text, ", 3000)
	for _, c := range []struct{ a, b string }{
		{"a", "b"}, {"b", "a"}, {"a", "A"}, {"A", "a"}, {"\u00e9", "e"}, {"e", "\u00e9"}, {"a", "a"}, {"a", "aa"}, {"\u00c9a", "eb"}, {"", "\u00e9"},
	} {
		for _, text := range [][2]string{
			{long + c.a, long + c.b},
			{c.a + long, c.b + long},
			{long + c.a + long, long + c.b + long},
			{"A" + long + c.a + long, "a" + long + c.b + long},
			{"\u00e9" + long + c.a + long, "E" + long + c.b + long},
		} {
			want := whole.CompareString(text[0], text[1])
			got, err := collateTexts(rt, flat(text[0]), flat(text[1]))
			require.NoError(t, err)
			assert.Equal(t, want, got, "%q and %q", c.a, c.b)
		}
	}
}
