//go:build unix

package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMain makes the test binary the worker when a client starts it as such. A
// worker that was built otherwise, with the compiler's counters, is tested with
// its path in KILN_REPRL_WORKER.
func TestMain(m *testing.M) {
	if os.Getenv("KILN_REPRL_TEST") == "" {
		os.Exit(m.Run())
	}
	o := options{Tier: "auto", Thresholds: "2,5,4,10", MaxHeap: 24, Timeout: 2 * time.Second}
	if err := o.run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// client is the fuzzer's side of the protocol. The data channels are files, as
// the memory files of Fuzzilli are: who sends sets the position back.
type client struct {
	t        *testing.T
	command  *exec.Cmd
	in       *os.File // from the worker
	out      *os.File // to the worker
	script   *os.File
	printed  *os.File
	memory   string
	stderr   strings.Builder
	finished chan error
}

func start(t *testing.T) *client {
	c := &client{t: t, finished: make(chan error, 1)}
	dir := t.TempDir()
	open := func(name string) *os.File {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_RDWR|os.O_CREATE, 0o600)
		require.NoError(t, err)
		t.Cleanup(func() { f.Close() })
		return f
	}
	pipe := func() (r, w *os.File) {
		r, w, err := os.Pipe()
		require.NoError(t, err)
		return r, w
	}
	c.script, c.printed = open("script"), open("printed")
	memory := open("memory")
	require.NoError(t, memory.Truncate(bitmapSize))
	c.memory = memory.Name()
	var theirIn, theirOut *os.File
	theirIn, c.out = pipe()
	c.in, theirOut = pipe()
	self, err := os.Executable()
	require.NoError(t, err)
	if other := os.Getenv("KILN_REPRL_WORKER"); other != "" {
		self = other
	}
	c.command = exec.Command(self)
	c.command.Env = append(os.Environ(), "KILN_REPRL_TEST=1", "SHM_ID="+c.memory)
	c.command.Stderr = &c.stderr
	c.command.ExtraFiles = append(make([]*os.File, controlIn-3), theirIn, theirOut, c.script, c.printed)
	require.NoError(t, c.command.Start())
	theirIn.Close()
	theirOut.Close()
	go func() { c.finished <- c.command.Wait() }()
	t.Cleanup(func() {
		c.out.Close()
		c.in.Close()
		// It has ended already unless the test failed.
		_ = c.command.Process.Kill()
	})
	var hello [4]byte
	_, err = io.ReadFull(c.in, hello[:])
	require.NoError(t, err)
	require.Equal(t, "HELO", string(hello[:]))
	_, err = c.out.WriteString("HELO")
	require.NoError(t, err)
	return c
}

// run executes a script and returns its exit status and what it printed for the
// fuzzer; ok is false when the worker died.
func (c *client) run(source string) (status int, printed string, ok bool) {
	require.NoError(c.t, c.printed.Truncate(0))
	for _, f := range []*os.File{c.script, c.printed} {
		_, err := f.Seek(0, io.SeekStart)
		require.NoError(c.t, err)
	}
	_, err := c.script.WriteAt([]byte(source), 0)
	require.NoError(c.t, err)
	message := binary.LittleEndian.AppendUint64([]byte("exec"), uint64(len(source)))
	_, err = c.out.Write(message)
	require.NoError(c.t, err)
	var answer [4]byte
	if _, err := io.ReadFull(c.in, answer[:]); err != nil {
		return 0, "", false
	}
	word := binary.LittleEndian.Uint32(answer[:])
	require.Zero(c.t, word&0xff, "no signal is reported in a status")
	text, err := os.ReadFile(c.printed.Name())
	require.NoError(c.t, err)
	return int(word >> 8), string(text), true
}

// edges returns the number of edges there are, and clears and counts those reached.
func (c *client) edges() (all, reached int) {
	text, err := os.ReadFile(c.memory)
	require.NoError(c.t, err)
	for i, b := range text[4:] {
		for ; b != 0; b &= b - 1 {
			reached++
		}
		text[4+i] = 0
	}
	f, err := os.OpenFile(c.memory, os.O_RDWR, 0)
	require.NoError(c.t, err)
	defer f.Close()
	_, err = f.WriteAt(text, 0)
	require.NoError(c.t, err)
	return int(binary.LittleEndian.Uint32(text)), reached
}

func TestScriptsRunOneAfterTheOther(t *testing.T) {
	c := start(t)
	for _, test := range []struct {
		source  string
		status  int
		printed string
	}{
		{`fuzzilli("FUZZILLI_PRINT", "hello " + 1)`, 0, "hello 1\n"},
		{`var left = 1; Array.prototype.x = 2; fuzzilli("FUZZILLI_PRINT", typeof left)`, 0, "number\n"},
		{`fuzzilli("FUZZILLI_PRINT", typeof left + [].x)`, 0, "undefinedundefined\n"},
		{`throw new Error("t")`, statusThrown, ""},
		{`null.x`, statusThrown, ""},
		{`let let`, statusSyntax, ""},
		{`Promise.reject(1)`, statusThrown, ""},
		{`Promise.resolve().then(() => fuzzilli("FUZZILLI_PRINT", "job"))`, 0, "job\n"},
		{`for (;;);`, statusTime, ""},
		{`let a = []; for (;;) a = [a, "x".repeat(100000) + a.length]`, statusMemory, ""},
		{`fuzzilli("FUZZILLI_CRASH", 77); fuzzilli("FUZZILLI_PRINT", "\u20ac"); gc(); print("x")`, 0, "\u20ac\n"},
		{``, 0, ""},
	} {
		status, printed, ok := c.run(test.source)
		if !ok {
			c.out.Close()
			<-c.finished // what it wrote is whole only then
			t.Fatalf("%s: %s", test.source, c.stderr.String())
		}
		assert.Equal(t, test.status, status, test.source)
		assert.Equal(t, test.printed, printed, test.source)
	}
	c.out.Close()
	assert.NoError(t, <-c.finished, "a worker whose fuzzer is gone ends in peace")
}

func TestCrashIsSeen(t *testing.T) {
	for kind := range 3 {
		c := start(t)
		_, _, ok := c.run(`fuzzilli("FUZZILLI_PRINT", "before")`)
		require.True(t, ok)
		_, _, ok = c.run(fmt.Sprintf(`try { fuzzilli("FUZZILLI_CRASH", %d) } finally { }`, kind))
		require.False(t, ok, "kind %d", kind)
		var exit *exec.ExitError
		require.ErrorAs(t, <-c.finished, &exit)
		state := exit.Sys().(syscall.WaitStatus)
		assert.True(t, state.Signaled(), "kind %d: %v", kind, exit)
		assert.Equal(t, syscall.SIGABRT, state.Signal())
	}
}

func TestFuzzerKillsWhatHangs(t *testing.T) {
	c := start(t)
	timer := time.AfterFunc(50*time.Millisecond, func() { _ = c.command.Process.Kill() })
	defer timer.Stop()
	_, _, ok := c.run(`for (;;);`)
	assert.False(t, ok)
	<-c.finished
}

func TestCoverageGrows(t *testing.T) {
	c := start(t)
	_, _, ok := c.run(`1`)
	require.True(t, ok)
	all, first := c.edges()
	assert.Positive(t, all)
	assert.Positive(t, first)
	_, _, ok = c.run(`function f(o) { let s = 0; for (let i = 0; i < 50; i++) s += o.x; return s } for (let i = 0; i < 50; i++) f({ x: i & 1 ? i : 0.5 })`)
	require.True(t, ok)
	_, second := c.edges()
	assert.Greater(t, second, first)
	_, _, ok = c.run(`1`)
	require.True(t, ok)
	_, third := c.edges()
	assert.Less(t, third, second, "coverage is that of one script")
}

func TestStrangersAreTurnedAway(t *testing.T) {
	var answers strings.Builder
	c := &channel{in: strings.NewReader("HI!!"), out: &answers, data: strings.NewReader("")}
	assert.ErrorContains(t, c.serve(nil), "greet")
	c.in = strings.NewReader("HELOquit")
	assert.ErrorContains(t, c.serve(nil), "quit")
	c.in = strings.NewReader("HELOexec\xff\xff\xff\xff\xff\xff\xff\xff")
	assert.ErrorContains(t, c.serve(nil), "too long")
}
