package report

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/browsertest"
	"github.com/kilnjs/kiln/internal/conform/runner"
)

// pageRows is what the table of the page shows.
const pageRows = `[...document.querySelectorAll("#table tbody tr")].map((r) => [...r.cells].map((c) => c.textContent.trim()).join(" ")).join(" | ")`

// hostile is what a test may be called and say.
const hostile = "</script><script>alert(1)</script>"

// pageRun has two engines, folders, editions and features.
func pageRun() *Run {
	add := func(name, tier string, status runner.Status, edition, message string, ms float64, features ...string) runner.Result {
		r := result(name, tier, status)
		r.Edition, r.Message, r.Features, r.Millis = edition, message, features, ms
		return r
	}
	r := run("",
		add("l/a.js sloppy", "auto", runner.Pass, "ES5", "", 1), add("l/a.js strict", "auto", runner.Fail, "ES5", "it broke", 2),
		add("l/m/b.js module", "auto", runner.Pass, "ES2015", "", 30, "let", "const"),
		add("k/c.js raw", "auto", runner.Timeout, "ES2015", hostile, 4, "let"),
		add("l/a.js sloppy", "node", runner.Pass, "ES5", "", 1), add("l/a.js strict", "node", runner.Pass, "ES5", "", 2),
		add("l/m/b.js module", "node", runner.Pass, "ES2015", "", 3, "let", "const"),
	)
	r.Filter = []string{hostile}
	return r
}

func pageText(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	past := []Past{pageRun().Past(), pageRun().Past()}
	require.NoError(t, pageRun().WriteHTML(&b, ByEdition([]string{"ES5", "ES2015"}), past))
	assert.NotContains(t, b.String(), "<script>alert")
	return b.String()
}

func TestPageForEverybody(t *testing.T) { browsertest.Check(t, pageText(t)) }

// TestPageWithKeys goes through the page with the keyboard.
func TestPageWithKeys(t *testing.T) {
	text := pageText(t)
	for _, v := range browsertest.Views {
		t.Run(v.Name, func(t *testing.T) {
			p := browsertest.Open(t, text, v)
			p.Eval("started", nil)
			shows := func(want string) {
				t.Helper()
				assert.Equal(t, want, p.Text(pageRows))
			}
			press := func(keys ...string) {
				for _, key := range keys {
					p.Press(key)
				}
			}
			shows("all 4 50.00% 2 100% | k/ 1 0.00% 1 – | l/ 3 66.67% 1 100%")
			press("ArrowDown", "ArrowDown", "ArrowRight")
			shows("all 4 50.00% 2 100% | k/ 1 0.00% 1 – | c.js 1 0.00% 1 – | l/ 3 66.67% 1 100%")
			press("ArrowDown", "Enter")
			assert.Equal(t, "raw, auto: timeout\n  "+hostile, p.Text(`document.querySelector("pre").textContent`))
			press("ArrowUp", "ArrowLeft")
			shows("all 4 50.00% 2 100% | k/ 1 0.00% 1 – | l/ 3 66.67% 1 100%")
			press("3")
			shows("ES5 2 50.00% 1 100% | ES2015 2 50.00% 1 100%")
			press("ArrowDown", "Enter")
			shows("l/a.js sloppy pass  | l/a.js strict fail it broke")
			p.Click("#clear")
			press("/", "b", "r", "o", "k", "e")
			shows("l/a.js strict fail it broke")
			p.Click("#clear")
			p.Eval(`$("status").value = "differs", $("status").dispatchEvent(new Event("input"))`, nil)
			shows("l/a.js strict fail it broke")
			p.Click("#clear")
			press("2")
			shows("const 1 100% 0 100% | let 2 50.00% 1 100%")
			p.Click("#table thead button")
			shows("let 2 50.00% 1 100% | const 1 100% 0 100%")
			press("5")
			shows("l/m/b.js module pass 30.0 | k/c.js raw timeout 4.0 | l/a.js strict fail 2.0 | l/a.js sloppy pass 1.0")
			p.Click("#engines li:nth-child(2) button")
			press("1")
			assert.Contains(t, p.Text(pageRows), "all 4 100% 0 50.00% |")
			assert.Equal(t, "4", p.Text(`String(document.querySelectorAll("#history circle").length)`))
			const paper = "getComputedStyle(document.body).backgroundColor"
			before := p.Text(paper)
			p.Click("#theme")
			assert.NotEqual(t, before, p.Text(paper))
			assert.Empty(t, p.Faults())
		})
	}
}

// TestLargePage: 100,000 results are a small page.
func TestLargePage(t *testing.T) {
	r := run("")
	for i := range 100_000 {
		x := result(fmt.Sprintf("built-ins/Folder%d/prototype/method%d/this-is-a-name-as-tests-have-%d.js strict", i%50, i%700, i), "auto", runner.Pass)
		if x.Edition = "ES2015"; i%10 == 0 {
			x.Status, x.Message = runner.Fail, fmt.Sprintf("runtime: Test262Error: Expected SameValue(«%d», «%d») to be true", i%977, i)
		}
		r.Results = append(r.Results, x)
	}
	r.Sort()
	var b bytes.Buffer
	require.NoError(t, r.WriteHTML(&b, ByEdition(nil), nil))
	assert.Less(t, b.Len(), 1<<20)
	p := browsertest.Open(t, b.String(), browsertest.Views[0])
	p.Eval("started", nil)
	assert.Equal(t, "100,000 scenarios; auto passes 90,000 of them (90.00%).", p.Text(`$("count").textContent`))
}
