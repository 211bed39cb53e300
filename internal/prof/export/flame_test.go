package export_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/browsertest"
	"github.com/kilnjs/kiln/internal/prof/export"
	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// hostile is sample with names and a source that want to be more than text.
func hostile() *script.Profile {
	p := sample()
	p.Funcs[2].Name = "</script><script>alert(1)</script>"
	src := syntax.NewSource("dir/a.js", "function hot(a) {\n  return \"</script><img src=x onerror=alert(2)>\";\n}\nhot();\n")
	p.Funcs[0].Source, p.Funcs[1].Source = src, src
	return p
}

// later is sample where hot takes longer, sort is gone and another function is there.
func later() *script.Profile {
	p := sample()
	p.Funcs[2].Name = "reverse"
	p.Samples[2].Weight += 10 * time.Millisecond
	p.Took += 10 * time.Millisecond
	return p
}

func diffPage(t *testing.T) string {
	var b bytes.Buffer
	require.NoError(t, export.NewDiff(sample(), later(), "a.json", "b.json").HTML(&b))
	return b.String()
}

func TestPageIsText(t *testing.T) {
	page := write(t, "html", hostile())
	assert.NotContains(t, page, "alert(1)</script>")
	assert.NotContains(t, page, "<img")
	assert.NotContains(t, page, "{{")
	assert.NotRegexp(t, `(src|href)="[^#]|https?:|@import|url\(`, page)
}

func TestPageForEverybody(t *testing.T) {
	t.Run("turns", func(t *testing.T) {
		p := hostile()
		p.Turns = []script.Turn{{Took: 9 * ms, What: "</script><b>"}, {At: 9 * ms, Took: ms, What: "hot", File: "dir/a.js", Line: 1, Jobs: 2}}
		page := write(t, "html", p)
		assert.Contains(t, page, "hot dir/a.js:1, 2 jobs")
		assert.NotContains(t, page, "<b>")
		browsertest.Check(t, page)
	})
	t.Run("profile", func(t *testing.T) { browsertest.Check(t, write(t, "html", hostile())) })
	t.Run("difference", func(t *testing.T) { browsertest.Check(t, diffPage(t)) })
}

// cells is what the graph shows: names by row.
const cells = `[...document.querySelectorAll("#flame div")].map((e) => [e.offsetTop / 22, e.offsetLeft, e.getAttribute("aria-label").split(",").slice(0, 2).join("")])
	.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((c) => c[2]).join("; ")`

// TestPageInBrowser zooms, inverts, splits by line and searches, by click and by key.
func TestPageInBrowser(t *testing.T) {
	page := write(t, "html", sample())
	for _, v := range browsertest.Views {
		t.Run(v.Name, func(t *testing.T) {
			p := browsertest.Open(t, page, v)
			whole := "all 100.0%; main;x 90.0%; (idle) 10.0%; hot 80.0%; sort 10.0%"
			assert.Equal(t, whole, p.Text(cells))
			assert.Contains(t, p.Text(`document.querySelector("#flame div:nth-child(3)").style.background`), "gradient", "hot ran in two tiers")
			p.Eval(`document.querySelector("#flame div").focus()`, nil)
			p.Press("ArrowDown")
			p.Press("ArrowDown")
			p.Press("Enter")
			assert.Equal(t, "all 100.0%; main;x 90.0%; hot 80.0%; sort 10.0%", p.Text(cells), "hot fills the width")
			assert.Contains(t, p.Text(`document.getElementById("info").textContent`), "itself 70.0%")
			p.Press("Escape")
			p.Press("Escape")
			p.Press("Escape")
			assert.Equal(t, whole, p.Text(cells))
			p.Press("i")
			assert.Equal(t, "all 100.0%; hot 70.0%; main;x 10.0%; sort 10.0%; (idle) 10.0%; main;x 70.0%; hot 10.0%; main;x 10.0%", p.Text(cells))
			p.Press("i")
			p.Press("l")
			assert.Equal(t, "all 100.0%; main;x:4 90.0%; (idle) 10.0%; hot:2 80.0%; sort 10.0%", p.Text(cells))
			p.Eval(`document.querySelector("#flame div:nth-child(3)").focus()`, nil)
			assert.Contains(t, p.Text(`document.getElementById("info").textContent`), "2 | return a | `x`;")
			p.Press("/")
			assert.Equal(t, "search", p.Text(`document.activeElement.id`))
			p.Eval(`search.value = "hot"; search.oninput()`, nil)
			assert.Equal(t, "1 function, 80.0% of the time", p.Text(`document.getElementById("found").textContent`))
			assert.Equal(t, "1 hit", p.Text(`document.querySelectorAll(".hit").length + " hit"`))
			p.Press("Escape")
			assert.Equal(t, "0 hit", p.Text(`document.querySelectorAll(".hit").length + " hit"`))
			before := p.Text("getComputedStyle(document.body).backgroundColor")
			p.Click("#theme")
			assert.NotEqual(t, before, p.Text("getComputedStyle(document.body).backgroundColor"))
			assert.Empty(t, p.Faults())
		})
	}
}

// TestDiffPageInBrowser has what grew in red, what shrank in blue, and both widths.
func TestDiffPageInBrowser(t *testing.T) {
	p := browsertest.Open(t, diffPage(t), browsertest.Views[0])
	assert.Equal(t, "all 100.0%; main;x 95.0%; (idle) 5.00%; hot 90.0%; reverse 5.00%", p.Text(cells))
	const paint = `Object.fromEntries([...document.querySelectorAll("#flame div")].map((e) => [e.textContent, e.style.background.match(/grown|shrunk/)?.[0]]))`
	var colours map[string]string
	p.Eval(paint, &colours)
	assert.Equal(t, "grown", colours["hot"])
	assert.Equal(t, "shrunk", colours["(idle)"])
	p.Click("#before")
	assert.Equal(t, "all 100.0%; main;x 95.0%; (idle) 5.00%; hot 90.0%; sort 0.00%", p.Text(cells))
	assert.Empty(t, p.Faults())
}

func TestRead(t *testing.T) {
	for _, format := range []string{"json", "pprof"} {
		p, err := export.Read([]byte(write(t, format, sample())))
		require.NoError(t, err, format)
		assert.Equal(t, 10*ms, p.Took, format)
		want, got := sample().Summarize(), p.Summarize()
		require.Len(t, got.Rows, len(want.Rows), format)
		for i, row := range want.Rows {
			assert.Equal(t, sample().Funcs[row.Func].Name, p.Funcs[got.Rows[i].Func].Name, format)
			assert.Equal(t, row.Self, got.Rows[i].Self, format)
			assert.Equal(t, row.Total, got.Rows[i].Total, format)
			assert.Equal(t, row.Tiers, got.Rows[i].Tiers, format)
			assert.Equal(t, row.Lines, got.Rows[i].Lines, format)
		}
		assert.Empty(t, export.NewDiff(sample(), p, "a", "b").Rows[0].Before[0]-export.NewDiff(sample(), p, "a", "b").Rows[0].After[0])
	}
}

func TestReadRefuses(t *testing.T) {
	whole, packed := write(t, "json", sample()), write(t, "pprof", sample())
	for name, test := range map[string]struct{ text, want string }{
		"nothing":     {"", "line 1, column 1: "},
		"truncated":   {strings.Replace(whole[:400], ",", ",\n", 1), "line 2, column "},
		"a slip":      {"{\n  \"clock\": nope\n}", "line 2, column 13: invalid character"},
		"wrong type":  {"{\"clock\": 1}", "line 1, column "},
		"other":       {"{}", "no profile of kiln prof"},
		"wrong stack": {strings.Replace(whole, `"stacks":[{"parent":-1`, `"stacks":[{"parent":7`, 1), "stack 0 stands on stack 7"},
		"wrong frame": {strings.Replace(whole, `"frames":[{"function":0`, `"frames":[{"function":70`, 1), "frame 0 is of function 70"},
		"cut":         {packed[:len(packed)/2], "broken gzip after "},
		"no gzip":     {packed[:4], "broken gzip"},
	} {
		_, err := export.Read([]byte(test.text))
		assert.ErrorContains(t, err, test.want, name)
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	_ = export.JSON(&b, sample())
	f.Add(b.Bytes())
	b.Reset()
	_ = export.Pprof(&b, sample())
	f.Add(b.Bytes())
	f.Fuzz(func(_ *testing.T, data []byte) {
		if p, err := export.Read(data); err == nil {
			p.Summarize()
		}
	})
}

func TestDiffTable(t *testing.T) {
	d := export.NewDiff(sample(), later(), "a.json", "b.json")
	for _, f := range export.DiffFormats {
		var b bytes.Buffer
		require.NoError(t, f.Write(&b, d))
		for _, want := range []string{"hot", "reverse", "sort"} {
			assert.Contains(t, b.String(), want, f.Name)
		}
	}
	assert.Equal(t, "hot", d.Rows[0].Func.Name)
	assert.InDelta(t, 15, d.Points(d.Rows[0]), 0.01)
}

// counts are of two sources, one of which wants to be more than text.
func counts() *script.Counts {
	a := syntax.NewSource("dir/a.js", "function f() {\n  return '</script><b>';\n}\nf();\n")
	b := syntax.NewSource("</script>.js", "1;\n")
	return &script.Counts{
		Funcs: []script.FuncCount{{Func: script.Func{Name: "f", File: "dir/a.js", Line: 1, Col: 1}, Calls: 12345, Turns: 3, Loops: []script.LoopCount{{Line: 2, Col: 3, Turns: 3}}}},
		Lines: []script.LineCount{{File: "</script>.js", Line: 1, Source: b}, {File: "dir/a.js", Line: 2, Runs: 12345, Source: a}, {File: "dir/a.js", Line: 4, Runs: 1, Source: a}},
	}
}

func TestCountPage(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, export.CountHTML(&b, counts()))
	page := b.String()
	assert.NotContains(t, page, "<b>")
	assert.Equal(t, 1, strings.Count(page, "</script>"))
	assert.NotContains(t, page, "{{")
	assert.Contains(t, page, `href="#F2L1"`)
	assert.Contains(t, page, `<tr id="F2L1">`)
	assert.Contains(t, page, `<tr class="never" id="F1L1">`)
	assert.Contains(t, page, `<td class="n">12,345</td><td>  return &#39;`)
	browsertest.Check(t, page)
}

func TestCountsAs(t *testing.T) {
	for _, f := range export.CountFormats {
		var b bytes.Buffer
		require.NoError(t, f.Write(&b, counts()))
		assert.Contains(t, b.String(), "dir/a.js", f.Name)
		for _, suffix := range f.Suffixes {
			found, err := export.CountsAs("", "x"+suffix)
			require.NoError(t, err)
			assert.Equal(t, f.Name, found.Name)
		}
	}
	_, err := export.CountsAs("pprof", "")
	assert.ErrorContains(t, err, "table, markdown, json, html")
}
