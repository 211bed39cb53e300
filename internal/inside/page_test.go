package inside_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/browsertest"
	"github.com/kilnjs/kiln/internal/inside"
)

func pageOf(t *testing.T, source string) string {
	var log *inside.TierLog
	program, rt, err := runWatched(t, source, func(o *kiln.Options) { log = inside.WatchTiers(o.Watch) })
	require.NoError(t, err)
	s := all(t, program)
	var b bytes.Buffer
	require.NoError(t, inside.NewTiers(s, rt, log, nil).WriteHTML(&b, s))
	return b.String()
}

// TestTiersPage: the page is well formed, asks the network for nothing, escapes what the
// script says, and each button leads to its notes.
func TestTiersPage(t *testing.T) {
	source, err := os.ReadFile("testdata/hot.js")
	require.NoError(t, err)
	page := pageOf(t, string(source)+"// </script><script>alert(1)</script>\nconst text = `a <b>\n&amp; ${1}`;\n")
	assert.NotContains(t, page, "alert(1)</script>")
	assert.NotContains(t, page, "{{")
	assert.NotRegexp(t, `(src|href)="[^#]|https?:|@import|url\(`, page)
	wellFormed(t, page)
	for _, id := range regexp.MustCompile(`aria-controls="(N\d+)"`).FindAllStringSubmatch(page, -1) {
		assert.Equal(t, 1, strings.Count(page, `id="`+id[1]+`"`))
	}
	rows := strings.Count(page, `<tr class="line"`)
	assert.Equal(t, strings.Count(string(source), "\n")+4, rows)
	assert.Contains(t, page, "something is sometimes a double")
	assert.Contains(t, page, `<span class="k">function</span>`)
}

func TestPagesForEverybody(t *testing.T) {
	source, err := os.ReadFile("testdata/hot.js")
	require.NoError(t, err)
	t.Run("tiers", func(t *testing.T) { browsertest.Check(t, pageOf(t, string(source))) })
	story, err := storyOf(t, string(source))
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, story.WriteHTML(&b))
	t.Run("story", func(t *testing.T) { browsertest.Check(t, b.String()) })
}

// wellFormed reads the body of a page, whose tags all close.
func wellFormed(t *testing.T, page string) {
	body := page[strings.Index(page, "<main>") : strings.Index(page, "</main>")+len("</main>")]
	d := xml.NewDecoder(strings.NewReader(strings.ReplaceAll(body, " hidden>", ` hidden="">`)))
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if !assert.NoError(t, err) {
			return
		}
	}
}

func TestStoryPage(t *testing.T) {
	story, err := storyOf(t, "console.log('<script>alert(1)</script>');\nfor (let i = 0; i < 100; i++) i;\n")
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, story.WriteHTML(&b))
	page := b.String()
	assert.NotContains(t, page, "<script>alert")
	assert.NotContains(t, page, "{{")
	assert.NotRegexp(t, `(src|href)="[^#]|https?:|@import|url\(`, page)
	wellFormed(t, page)
	assert.Contains(t, page, "prints &lt;script&gt;alert(1)&lt;/script&gt;")
	assert.Equal(t, 5, strings.Count(page, "<section"))
}

func TestTiersPageOfNothing(t *testing.T) {
	page := pageOf(t, "")
	assert.Contains(t, page, `id="L1"`)
	wellFormed(t, page)
}
