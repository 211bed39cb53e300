package loop_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/browsertest"
	"github.com/kilnjs/kiln/internal/loop"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// served runs a script whose recording is served; go on lets it go on where it calls pause.
func served(t *testing.T, source string) (server *loop.Server, goOn chan struct{}) {
	t.Helper()
	server, err := loop.Listen("")
	require.NoError(t, err)
	t.Cleanup(func() { _ = server.Close() })
	s := watch.New()
	r := loop.Watch(s, loop.Options{})
	goOn = make(chan struct{})
	server.Serve(r, "test.js")
	var out bytes.Buffer
	rt, err := kiln.New(kiln.Options{Tier: kiln.Interp, Watch: s, Libraries: web.All(), Stdout: r.Output(&out, false)})
	require.NoError(t, err)
	r.Attach(rt.Object())
	release := rt.Hold()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, err := rt.RunString("test.js", source)
		assert.NoError(t, err)
		assert.NoError(t, rt.RunLoop())
		r.Finish("")
		server.Ended()
	}()
	go func() {
		<-goOn
		rt.Post(func() error { _, err := rt.RunString("test.js", "console.log('went on')"); return err })
		release()
	}()
	t.Cleanup(func() { <-ended })
	return server, goOn
}

// TestServe watches a script that runs: what has happened is there at once, and what happens
// comes.
func TestServe(t *testing.T) {
	server, goOn := served(t, "let n = 0;\nfor (let i = 0; i < 5; i++) n += i;\nconsole.log('n', n);\n")
	p := browsertest.OpenAddress(t, server.URL(), browsertest.Views[0])
	waitFor := func(text string) {
		p.Eval(fmt.Sprintf(`new Promise((done) => { const look = () => document.getElementById("console").innerText.includes(%q) ? done() : setTimeout(look, 20); look(); })`, text), nil)
	}
	waitFor("n 10")
	var before int
	p.Eval("events.length", &before)
	close(goOn)
	waitFor("went on")
	p.Press("Home")
	assert.Contains(t, p.Text(seen), "now: call (script)")
	var after int
	p.Eval("events.length", &after)
	assert.Greater(t, after, before)
	assert.Equal(t, []string{"request: " + server.URL() + "events"}, p.Faults(), "the page asks for its events alone")
}

// TestServeKeepsToItself: other hosts, methods and paths get nothing.
func TestServeKeepsToItself(t *testing.T) {
	server, goOn := served(t, "console.log(1);")
	close(goOn)
	address := strings.TrimSuffix(strings.TrimPrefix(server.URL(), "http://"), "/")
	ask := func(request string) string {
		c, err := net.Dial("tcp", address)
		require.NoError(t, err)
		defer func() { _ = c.Close() }()
		require.NoError(t, c.SetDeadline(time.Now().Add(10*time.Second)))
		_, err = io.WriteString(c, request)
		require.NoError(t, err)
		line, err := bufio.NewReader(c).ReadString('\n')
		require.NoError(t, err)
		return strings.TrimSpace(line)
	}
	assert.Equal(t, "HTTP/1.1 200 OK", ask("GET / HTTP/1.1\r\nHost: "+address+"\r\n\r\n"))
	assert.Equal(t, "HTTP/1.1 200 OK", ask("GET /?x HTTP/1.1\r\nAccept: x\r\nhost: localhost\r\n\r\n"))
	assert.Equal(t, "HTTP/1.1 200 OK", ask("GET /events HTTP/1.1\r\nHost: [::1]:80\r\n\r\n"))
	assert.Equal(t, "HTTP/1.1 403 Forbidden", ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
	assert.Equal(t, "HTTP/1.1 403 Forbidden", ask("GET / HTTP/1.1\r\n\r\n"))
	assert.Equal(t, "HTTP/1.1 404 Not Found", ask("GET /etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n"))
	assert.Equal(t, "HTTP/1.1 400 Bad Request", ask("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
	assert.Equal(t, "HTTP/1.1 400 Bad Request", ask("nonsense\r\n"))
}

func TestListen(t *testing.T) {
	for address, want := range map[string]string{"example.com:80": "not of this machine", "0.0.0.0:0": "not of this machine", ":8000": "not of this machine", "a:b:c": "no address", "port": ""} {
		_, err := loop.Listen(address)
		require.Error(t, err, address)
		assert.Contains(t, err.Error(), want)
	}
	for _, address := range []string{"0", "localhost:0", "127.0.0.1:0"} {
		s, err := loop.Listen(address)
		require.NoError(t, err)
		require.NoError(t, s.Close())
	}
}
