package report

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/conform/runner"
)

// pageSteps use the page as a person does and leave what they see.
const pageSteps = `<script>
started.then(() => {
  const seen = [], rows = () => [...$("table").tBodies[0].rows].map((r) => [...r.cells].map((c) => c.textContent.trim()).join(" ")).join(" | ");
  const key = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  seen.push(rows());
  key("ArrowDown"); key("ArrowDown"); key("ArrowRight");
  seen.push("opened " + rows());
  key("ArrowDown"); document.activeElement.click();
  seen.push(document.querySelector("pre").textContent);
  key("3");
  seen.push("editions " + rows());
  $("table").tBodies[0].querySelector("button").click();
  seen.push("tests " + rows());
  $("clear").click();
  key("/");
  seen.push("focus " + document.activeElement.id);
  $("filter").value = "broke"; $("filter").dispatchEvent(new Event("input"));
  seen.push("filtered " + rows());
  $("clear").click();
  $("status").value = "differs"; $("status").dispatchEvent(new Event("input"));
  seen.push("differs " + rows());
  $("clear").click(); document.activeElement.blur(); key("2");
  seen.push("features " + rows());
  $("table").tHead.rows[0].cells[0].firstChild.click();
  seen.push("down " + rows());
  key("5");
  seen.push("slowest " + rows());
  $("engines").querySelectorAll("button")[1].click(); key("1");
  seen.push("node " + rows());
  const paper = () => getComputedStyle(document.body).backgroundColor, before = paper();
  $("theme").click();
  seen.push("another colour " + (paper() !== before), "wide " + (document.documentElement.scrollWidth > innerWidth), "plot " + document.querySelectorAll("#history circle").length);
  document.body.innerHTML = "<pre>" + seen.map((s) => "SEEN " + s.replaceAll("<", "&lt;")).join("\n") + "</pre>";
});
</script></body>`

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

func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	t.Skip("there is no browser (chromium) to look at the page with")
	return ""
}

// dump opens a page and returns what it has become.
func dump(t *testing.T, page, size string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	require.NoError(t, os.WriteFile(file, []byte(page), 0o600))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, browser(t), "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+t.TempDir(),
		"--window-size="+size, "--virtual-time-budget=5000", "--dump-dom", "file://"+file).Output()
	require.NoError(t, err)
	_, body, _ := strings.Cut(string(out), "<body>")
	return body
}

func TestPage(t *testing.T) {
	var b bytes.Buffer
	past := []Past{pageRun().Past(), pageRun().Past()}
	require.NoError(t, pageRun().WriteHTML(&b, ByEdition([]string{"ES5", "ES2015"}), past))
	assert.NotContains(t, b.String(), "<script>alert")
	assert.NotContains(t, b.String(), "http://"+"example")
	for _, size := range []string{"1280,800", "390,844"} {
		out := dump(t, strings.Replace(b.String(), "</body>", pageSteps, 1), size)
		for _, want := range []string{
			"SEEN all 4 50.00% 2 100% | k/ 1 0.00% 1 – | l/ 3 66.67% 1 100%\n",
			"SEEN opened all 4 50.00% 2 100% | k/ 1 0.00% 1 – | c.js 1 0.00% 1 – | l/ 3 66.67% 1 100%\n",
			"SEEN raw, auto: timeout\n  &lt;/script&gt;",
			"SEEN editions ES5 2 50.00% 1 100% | ES2015 2 50.00% 1 100%\n",
			"SEEN tests l/a.js sloppy pass  | l/a.js strict fail it broke\n",
			"SEEN focus filter\n", "SEEN filtered l/a.js strict fail it broke\n", "SEEN differs l/a.js strict fail it broke\n",
			"SEEN features const 1 100% 0 100% | let 2 50.00% 1 100%\n",
			"SEEN down let 2 50.00% 1 100% | const 1 100% 0 100%\n",
			"SEEN slowest l/m/b.js module pass 30.0 | k/c.js raw timeout 4.0 |",
			"SEEN node all 4 100% 0 50.00% |", "SEEN another colour true\nSEEN wide false\nSEEN plot 4",
		} {
			assert.Contains(t, out, want, size)
		}
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
	assert.Contains(t, dump(t, b.String(), "1280,800"), "100,000 scenarios; auto passes 90,000 of them (90.00%).")
}
