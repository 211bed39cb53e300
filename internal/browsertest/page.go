package browsertest

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/npm"
)

// View is how a page is looked at: the size of the window, in CSS pixels, and the
// colours that the person prefers.
type View struct {
	Name          string
	Width, Height int
	Dark          bool
}

// Views are a desk, a telephone, and a desk at night.
var Views = []View{{"desk", 1280, 800, false}, {"telephone", 390, 844, false}, {"night", 1280, 800, true}}

// Page is a page that is open.
type Page struct {
	t       *testing.T
	b       *browser
	session string
	address string
}

type fields map[string]any

// Open opens a page that is given as text, from a file.
func Open(t *testing.T, text string, v View) *Page {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return OpenAddress(t, "file://"+filepath.ToSlash(file), v)
}

// OpenAddress opens the page at an address.
func OpenAddress(t *testing.T, address string, v View) *Page {
	t.Helper()
	p := &Page{t: t, b: start(t), address: address}
	var target struct{ TargetID, SessionID string }
	require.NoError(t, p.b.call("", "Target.createTarget", fields{"url": "about:blank"}, &target))
	require.NoError(t, p.b.call("", "Target.attachToTarget", fields{"targetId": target.TargetID, "flatten": true}, &target))
	p.session = target.SessionID
	for _, domain := range []string{"Page", "Runtime", "Network"} {
		p.call(domain+".enable", fields{}, nil)
	}
	scheme := "light"
	if v.Dark {
		scheme = "dark"
	}
	p.call("Emulation.setDeviceMetricsOverride", fields{"width": v.Width, "height": v.Height, "deviceScaleFactor": 1, "mobile": false}, nil)
	p.call("Emulation.setEmulatedMedia", fields{"features": []fields{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
	p.b.events = nil
	p.call("Page.navigate", fields{"url": address}, nil)
	require.NoError(t, p.b.await("Page.loadEventFired"))
	return p
}

func (p *Page) call(method string, params fields, result any) {
	p.t.Helper()
	require.NoError(p.t, p.b.call(p.session, method, params, result))
}

// Eval evaluates an expression in the page, waits for it when it is a promise, and reads
// its value, as JSON has it, into out, which may be nil. An exception fails the test.
func (p *Page) Eval(expression string, out any) {
	p.t.Helper()
	var answer struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	p.call("Runtime.evaluate", fields{"expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true}, &answer)
	if e := answer.ExceptionDetails; e != nil {
		require.Fail(p.t, "an exception in the page", "%s %s\n%s", e.Text, e.Exception.Description, expression)
	}
	if out != nil {
		require.NoError(p.t, json.Unmarshal(answer.Result.Value, out), expression)
	}
}

// Text evaluates an expression that is a string.
func (p *Page) Text(expression string) string {
	p.t.Helper()
	var text string
	p.Eval(expression, &text)
	return text
}

// keys are the keys that Press knows beside those that write a character.
var keys = map[string]int{
	"Enter": 13, "Escape": 27, "Tab": 9, "Home": 36, "End": 35, "PageUp": 33, "PageDown": 34,
	"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, " ": 32,
}

// Press presses a key, named as in KeyboardEvent.key.
func (p *Page) Press(key string) {
	p.t.Helper()
	code, named := keys[key]
	down := fields{"type": "keyDown", "key": key, "windowsVirtualKeyCode": code}
	switch {
	case key == "Enter":
		down["text"] = "\r"
	case key == " " || !named:
		down["text"] = key
	}
	p.call("Input.dispatchKeyEvent", down, nil)
	p.call("Input.dispatchKeyEvent", fields{"type": "keyUp", "key": key, "windowsVirtualKeyCode": code}, nil)
}

// Click clicks in the middle of the first element that a selector finds.
func (p *Page) Click(selector string) {
	p.t.Helper()
	quoted, _ := json.Marshal(selector)
	var at struct{ X, Y float64 }
	p.Eval("(() => { const e = document.querySelector("+string(quoted)+"); e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"+
		" return {x: r.x + r.width / 2, y: r.y + r.height / 2} })()", &at)
	for _, kind := range []string{"mousePressed", "mouseReleased"} {
		p.call("Input.dispatchMouseEvent", fields{"type": kind, "x": at.X, "y": at.Y, "button": "left", "clickCount": 1}, nil)
	}
}

// Picture returns what the window shows, as PNG.
func (p *Page) Picture() []byte {
	p.t.Helper()
	var picture struct{ Data string }
	p.call("Page.captureScreenshot", fields{}, &picture)
	data, err := base64.StdEncoding.DecodeString(picture.Data)
	require.NoError(p.t, err)
	return data
}

// Faults returns what went wrong until now: exceptions that nobody caught, errors on the
// console, and requests for anything but the page itself.
func (p *Page) Faults() []string {
	p.t.Helper()
	p.Eval("0", nil) // what came before has arrived
	var list []string
	for _, m := range p.b.events {
		var e struct {
			Type             string
			Args             []struct{ Value, Description any }
			Request          struct{ URL string }
			ExceptionDetails struct {
				Text      string
				Exception struct{ Description string }
			}
		}
		if json.Unmarshal(m.Params, &e) != nil {
			continue
		}
		switch m.Method {
		case "Runtime.exceptionThrown":
			list = append(list, "exception: "+e.ExceptionDetails.Text+" "+e.ExceptionDetails.Exception.Description)
		case "Runtime.consoleAPICalled":
			if e.Type == "error" || e.Type == "assert" {
				text, _ := json.Marshal(e.Args)
				list = append(list, "console: "+string(text))
			}
		case "Network.requestWillBeSent":
			if e.Request.URL != p.address && !strings.HasPrefix(e.Request.URL, "data:") && !strings.HasPrefix(e.Request.URL, "blob:") {
				list = append(list, "request: "+e.Request.URL)
			}
		}
	}
	return list
}

// Wide reports whether the page is wider than the window.
func (p *Page) Wide() bool {
	p.t.Helper()
	var wide bool
	p.Eval("document.documentElement.scrollWidth > innerWidth", &wide)
	return wide
}

// axe is the library that finds what shuts people out.
var axe = npm.Package{
	Name: "axe-core", Version: "4.14.1",
	Integrity: "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
}

// Barriers returns what axe-core calls serious or critical. It skips the rest of the test
// where the library is not to be had.
func (p *Page) Barriers() []string {
	p.t.Helper()
	dir := p.t.TempDir()
	if err := axe.Unpack(dir); errors.Is(err, npm.ErrUnreachable) {
		p.t.Skipf("axe-core: %v", err)
	} else {
		require.NoError(p.t, err)
	}
	code, err := os.ReadFile(filepath.Join(dir, "axe.min.js"))
	require.NoError(p.t, err)
	p.Eval(string(code)+"; 0", nil)
	var list []string
	p.Eval(`axe.run().then((r) => r.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) =>
		v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map((n) => n.html + ' (' + n.failureSummary + ')').join(' | ')))`, &list)
	return list
}

// Check looks at a page from all views: nothing went wrong, nothing was asked of the
// network, nothing is wider than the window, and nobody is shut out.
func Check(t *testing.T, text string) {
	for _, v := range Views {
		t.Run(v.Name, func(t *testing.T) {
			p := Open(t, text, v)
			require.False(t, p.Wide(), "the page is wider than the window")
			require.Empty(t, p.Faults())
			if dir := os.Getenv("KILN_PICTURES"); dir != "" {
				name := strings.ReplaceAll(t.Name(), "/", "-") + ".png"
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), p.Picture(), 0o600))
			}
			require.Empty(t, p.Barriers())
		})
	}
}
