package bench

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pageScript uses the page as a person does and leaves what it sees.
const pageScript = `<script>
const seen = [], rows = () => [...table.tBodies[0].rows].map((r) => r.cells[0].textContent).join(" ");
const shown = (selector) => getComputedStyle(document.querySelector(selector)).display !== "none";
for (const _ of [1, 2]) {
  const button = heads[0].querySelector("button");
  button.focus();
  button.click();
  seen.push(rows() + " " + heads[0].getAttribute("aria-sort") + " " + (document.activeElement === button));
}
boxes[0].click();
seen.push("e0 " + shown("svg .curve.e0") + ", e1 " + shown("svg .curve.e1"));
const paper = () => getComputedStyle(document.body).backgroundColor, before = paper();
document.getElementById("theme").click();
seen.push("another colour: " + (paper() !== before));
seen.push("wide: " + (document.documentElement.scrollWidth > innerWidth));
document.body.innerHTML = "<pre>SEEN " + seen.join("; ") + ".</pre>";
</script></body>`

// TestPageInBrowser sorts the table, hides an engine and changes the theme in a browser.
func TestPageInBrowser(t *testing.T) {
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			browser = found
			break
		}
	}
	if browser == "" {
		t.Skip("there is no browser (chromium) to look at the page with")
	}
	var b bytes.Buffer
	require.NoError(t, measured(t, 3, 1, engine("interp", 20, 1), engine("auto", 2, 2)).WriteHTML(&b))
	page := filepath.Join(t.TempDir(), "page.html")
	require.NoError(t, os.WriteFile(page, []byte(strings.Replace(b.String(), "</body>", pageScript, 1)), 0o600))
	for _, size := range []string{"1280,800", "390,844"} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		out, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+t.TempDir(),
			"--window-size="+size, "--virtual-time-budget=5000", "--dump-dom", "file://"+page).Output()
		cancel()
		require.NoError(t, err)
		assert.Contains(t, string(out), "SEEN p q ascending true; q p descending true; e0 false, e1 true; another colour: true; wide: false.", size)
	}
}
