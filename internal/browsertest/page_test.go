package browsertest

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const sound = `<!doctype html><html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width">
<style>@media (prefers-color-scheme: dark) { body { background: #000; color: #fff } }</style></head>
<body><main><h1>A page</h1><button id="b">No</button></main><script>
b.onclick = () => b.textContent = 'clicked';
onkeydown = (e) => document.title += ' ' + e.key;
</script></body></html>`

func TestPage(t *testing.T) {
	for _, v := range Views {
		t.Run(v.Name, func(t *testing.T) {
			p := Open(t, sound, v)
			var width int
			p.Eval("innerWidth", &width)
			assert.Equal(t, v.Width, width)
			var dark bool
			p.Eval("matchMedia('(prefers-color-scheme: dark)').matches", &dark)
			assert.Equal(t, v.Dark, dark)
			p.Click("#b")
			assert.Equal(t, "clicked", p.Text("new Promise((go) => setTimeout(() => go(b.textContent), 10))"))
			p.Press("ArrowRight")
			p.Press("x")
			assert.Equal(t, "A page ArrowRight x", p.Text("document.title"))
			picture, err := png.Decode(bytes.NewReader(p.Picture()))
			require.NoError(t, err)
			assert.Equal(t, v.Width, picture.Bounds().Dx())
			assert.False(t, p.Wide())
			assert.Empty(t, p.Faults())
			assert.Empty(t, p.Barriers())
		})
	}
}

// TestFaults: what is wrong is found.
func TestFaults(t *testing.T) {
	p := Open(t, `<body style="width: 5000px"><img src="nowhere.png"><script>console.error('mind'); setTimeout(() => { throw new Error('late') })</script></body>`, Views[1])
	p.Eval("new Promise((go) => setTimeout(go, 50))", nil)
	assert.True(t, p.Wide())
	faults := p.Faults()
	require.Len(t, faults, 3)
	assert.Contains(t, faults[0]+faults[1]+faults[2], "nowhere.png")
	assert.Contains(t, faults[0]+faults[1]+faults[2], "mind")
	assert.Contains(t, faults[0]+faults[1]+faults[2], "late")
	assert.Contains(t, strings.Join(p.Barriers(), "\n"), "image-alt: ")
}
