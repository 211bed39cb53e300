package inside_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inside"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/watch"
)

func storyOf(t *testing.T, source string) (*inside.Story, error) {
	program, err := kiln.Compile("t.js", source, kiln.Script)
	require.NoError(t, err)
	options := kiln.Options{Watch: watch.New(), Thresholds: kiln.Thresholds{T1Calls: 4, T1Turns: 20, T2Calls: 61, T2Turns: 61}}
	log, refused := inside.WatchStory(options.Watch), inside.WatchRefusals(options.Watch)
	options.Stdout = log.Output(io.Discard)
	rt := runtimeFor(t, options)
	rt.Tiers().KeepListings()
	log.Attach(rt)
	if _, err = rt.Run(program); err == nil {
		err = rt.RunLoop()
	}
	return inside.NewStory(all(t, program), rt, log, refused), err
}

// sizes of the heap and of machine code belong to a release.
var sizes = regexp.MustCompile(`\d+ KB|\d+ bytes`)

func TestStory(t *testing.T) {
	source, err := os.ReadFile("testdata/story.js")
	require.NoError(t, err)
	story, err := storyOf(t, string(source))
	require.NoError(t, err)
	last := story.Steps[len(story.Steps)-1]
	assert.Zero(t, last.Depth+last.Jobs+last.Tasks+last.Timers)
	var text bytes.Buffer
	require.NoError(t, story.WriteText(&text))
	for _, heading := range []string{"1. Tokens", "2. Tree", "3. Steps", "4. Bytecode", "5. Machine code"} {
		assert.Contains(t, text.String(), heading)
	}
	data, err := json.Marshal(story)
	require.NoError(t, err)
	assert.True(t, json.Valid(data))
	if native.Available && !heap.Checked {
		_, steps, _ := strings.Cut(text.String(), "3. Steps")
		steps, _, _ = strings.Cut(steps, "4. Bytecode")
		golden(t, "story.js.steps", sizes.ReplaceAllString(steps, "#"))
	}
}

// TestStoryOfAThrow: the story is told to its end.
func TestStoryOfAThrow(t *testing.T) {
	story, err := storyOf(t, "function f() { throw 1; }\nfunction* g() { yield 1; }\n[...g()];\nf();\n")
	require.Error(t, err)
	var told []string
	for _, s := range story.Steps {
		told = append(told, s.What)
	}
	assert.Subset(t, told, []string{"suspends g", "resumes g in bytecode", "throws out of f", "throws out of the script"})
}

// TestStoryIsBounded: a long run keeps a limited number of steps.
func TestStoryIsBounded(t *testing.T) {
	story, err := storyOf(t, "for (let i = 0; i < 1000; i++) Promise.resolve().then(() => 1);\n")
	require.NoError(t, err)
	assert.Len(t, story.Steps, 300)
	assert.Positive(t, story.Missed)
}
