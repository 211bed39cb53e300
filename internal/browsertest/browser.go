package browsertest

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// names are the commands that a browser may have.
var names = []string{"chromium", "chromium-browser", "google-chrome"}

// patience bounds a call of the browser.
const patience = time.Minute

// flags keep the browser from asking the network and from keeping anything.
var flags = []string{
	"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-pipe",
}

// browser is a process that takes messages, each of them JSON and a zero byte.
type browser struct {
	to       *os.File
	messages chan message
	last     int
	events   []message // those that came while a call waited
}

type message struct {
	ID      int             `json:"id,omitempty"`
	Session string          `json:"sessionId,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *struct {
		Message string `json:"message"`
	} `json:"error,omitempty"`
}

// start starts a browser that ends with the test.
func start(t *testing.T) *browser {
	t.Helper()
	command := ""
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			command = found
			break
		}
	}
	if command == "" {
		if os.Getenv("KILN_BROWSER") == "required" {
			t.Fatal("there is no browser (chromium), and KILN_BROWSER asks for one")
		}
		t.Skip("there is no browser (chromium) to look at the page with")
	}
	itsIn, to, err := os.Pipe()
	require.NoError(t, err)
	from, itsOut, err := os.Pipe()
	require.NoError(t, err)
	cmd := exec.Command(command, append(flags, "--user-data-dir="+t.TempDir())...)
	cmd.ExtraFiles = []*os.File{itsIn, itsOut} // 3 and 4
	require.NoError(t, cmd.Start())
	_, _ = itsIn.Close(), itsOut.Close()
	b := &browser{to: to, messages: make(chan message)}
	quit := make(chan struct{})
	go b.read(bufio.NewReader(from), quit)
	t.Cleanup(func() {
		_ = b.send(message{ID: 1 << 30, Method: "Browser.close"})
		ended := make(chan struct{})
		go func() { _ = cmd.Wait(); close(ended) }()
		select {
		case <-ended:
		case <-time.After(patience / 6):
			_ = cmd.Process.Kill()
			<-ended
		}
		close(quit)
		_, _ = to.Close(), from.Close()
	})
	return b
}

// read passes on what the browser says until it ends.
func (b *browser) read(from *bufio.Reader, quit chan struct{}) {
	defer close(b.messages)
	for {
		text, err := from.ReadBytes(0)
		if err != nil {
			return
		}
		var m message
		if json.Unmarshal(text[:len(text)-1], &m) != nil {
			return
		}
		select {
		case b.messages <- m:
		case <-quit:
			return
		}
	}
}

func (b *browser) send(m message) error {
	text, err := json.Marshal(m)
	if err == nil {
		_, err = b.to.Write(append(text, 0))
	}
	return err
}

// next returns the next message.
func (b *browser) next() (message, error) {
	select {
	case m, ok := <-b.messages:
		if !ok {
			return m, errors.New("the browser has ended")
		}
		return m, nil
	case <-time.After(patience):
		return message{}, fmt.Errorf("the browser says nothing for %v", patience)
	}
}

// call calls a method of the protocol. The result may be nil.
func (b *browser) call(session, method string, params, result any) error {
	text, err := json.Marshal(params)
	if err != nil {
		return err
	}
	b.last++
	if err := b.send(message{ID: b.last, Session: session, Method: method, Params: text}); err != nil {
		return err
	}
	for {
		m, err := b.next()
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", method, err)
		case m.ID != b.last:
			b.events = append(b.events, m)
		case m.Error != nil:
			return fmt.Errorf("%s: %s", method, m.Error.Message)
		case result == nil:
			return nil
		default:
			return json.Unmarshal(m.Result, result)
		}
	}
}

// await waits for an event.
func (b *browser) await(method string) error {
	for _, m := range b.events {
		if m.Method == method {
			return nil
		}
	}
	for {
		m, err := b.next()
		if err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		b.events = append(b.events, m)
		if m.Method == method {
			return nil
		}
	}
}
