//go:build unix

package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// asKiln makes the executable of the tests the command, with its arguments.
const asKiln = "KILN_TEST_COMMAND"

func init() {
	if os.Getenv(asKiln) != "" {
		os.Exit(execute(os.Args[1:]))
	}
}

// person sits at a terminal with a session.
type person struct {
	t        *testing.T
	keyboard *os.File
	screen   vt10x.Terminal
	command  *exec.Cmd
	ended    chan struct{}
}

// sitDown starts a session; home is where it keeps earlier lines.
func sitDown(t *testing.T, home string, args ...string) *person {
	t.Helper()
	exe, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(exe, args...)
	cmd.Env = []string{asKiln + "=1", "HOME=" + home, "TERM=xterm-256color", "KILN_HISTORY=" + filepath.Join(home, "history")}
	cmd.Dir = home
	file, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 100})
	require.NoError(t, err)
	p := &person{t, file, vt10x.New(vt10x.WithSize(100, 40), vt10x.WithWriter(file)), cmd, make(chan struct{})}
	go func() {
		_, _ = io.Copy(p.screen, file) // ends with an error when the session does
		close(p.ended)
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = file.Close()
	})
	p.sees("\n>")
	return p
}

// types presses keys.
func (p *person) types(keys string) {
	_, err := p.keyboard.WriteString(keys)
	require.NoError(p.t, err)
}

// text returns what is on the screen, without the empty lines at its end.
func (p *person) text() string {
	var lines []string
	for _, line := range strings.Split(p.screen.String(), "\n") {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// sees waits until the screen has all the texts.
func (p *person) sees(texts ...string) {
	p.t.Helper()
	deadline := time.Now().Add(time.Minute)
	for {
		screen, missing := p.text(), ""
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				missing = text
			}
		}
		if missing == "" {
			return
		}
		if time.Now().After(deadline) {
			require.FailNow(p.t, "not on the screen", "%q:\n%s", missing, screen)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// asks types a line and waits for what follows it.
func (p *person) asks(line, answer string) {
	p.t.Helper()
	p.types(line + "\r")
	p.sees("> " + line + "\n" + answer + "\n>")
}

// cancels presses Ctrl-C and waits for the next line.
func (p *person) cancels() {
	p.t.Helper()
	before := strings.Count(p.text(), "\n>")
	p.types("\x03")
	deadline := time.Now().Add(time.Minute)
	for strings.Count(p.text(), "\n>") <= before || !strings.HasSuffix(p.text(), "\n>") {
		require.True(p.t, time.Now().Before(deadline), "no new line:\n%s", p.text())
		time.Sleep(5 * time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond)
}

// leaves waits for the end and returns the exit status.
func (p *person) leaves() int {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(time.Minute):
		require.FailNow(p.t, "the session goes on", "%s", p.text())
	}
	_ = p.command.Wait() // the status is in ProcessState
	return p.command.ProcessState.ExitCode()
}

func TestReplOnTerminal(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	p.asks("let x = 40", "undefined")
	p.asks("let x = 41; x + 1", "42")
	p.asks("_ * 2", "84")
	p.asks("await new Promise(r => setTimeout(() => r({ a: [1, 2] }), 20))", "{ a: [ 1, 2 ] }")
	p.types("function f(a) {\rreturn a\r}\r")
	p.sees("return a\n  }\nundefined\n>")
	p.asks("f('text')", "'text'")

	p.types("missing.name\r")
	p.sees("Uncaught ReferenceError: missing is not defined\n    missing.name\n    ^\n    at REPL")
	p.asks("_error.message", "'missing is not defined'")
	p.types("Promise.reject(new Error('nobody'))\r")
	p.sees("Uncaught (in promise) Error: nobody")

	p.types("x * 10")
	p.sees("> x * 10\n410") // before Enter
	p.cancels()
	p.types(".exit\r")
	assert.Equal(t, 0, p.leaves())

	p = sitDown(t, home)
	p.types("\x1b[A\x1b[A") // the line before .exit
	p.sees("> Promise.reject(new Error('nobody'))")
	p.cancels()
	p.types("\x04")
	assert.Equal(t, 0, p.leaves())
}

// TestReplPreviewHasNoEffects types what would have effects and does not press Enter.
func TestReplPreviewHasNoEffects(t *testing.T) {
	p := sitDown(t, t.TempDir())
	p.asks("let n = 0; const o = { get g() { n++; return 1 }, v: 5 }", "undefined")
	p.asks("const q = new Proxy({}, { get() { n++ }, ownKeys() { n++; return [] } })", "undefined")
	for _, line := range []string{"o.g", "q.x", "n++", "n = 7", "(() => n++)()", "`${{ toString() { n++ } }}`", "[1].map(() => n++)", "new Date()"} {
		p.types(line)
		p.sees("> " + line)
		p.types("\t")
		time.Sleep(50 * time.Millisecond)
		p.cancels()
	}
	p.types("o.v")
	p.sees("> o.v\n5")
	p.cancels()
	p.types("o.\t")
	p.sees("g  ", "v  ", "hasOwnProperty")
	p.types("\x03")
	time.Sleep(50 * time.Millisecond)
	p.cancels()
	p.asks("n", "0")
}

func TestReplGoesOn(t *testing.T) {
	p := sitDown(t, t.TempDir(), "repl", "--timeout=5s", "--max-heap=64MB")
	p.asks("let kept = 1", "undefined")

	p.types("for (;;);\r")
	time.Sleep(300 * time.Millisecond)
	p.types("\x03")
	p.sees("Ended: interrupted")
	p.asks("kept", "1")

	p.types("await new Promise(() => {})\r")
	p.sees("this waits for something that never happens")
	p.types("for (;;) { }\r")
	p.sees("Ended: time limit exceeded")
	p.asks("kept + 1", "2")

	// Large strings fill the heap long before the time is over, however slow the machine is.
	p.types("const a = []; for (;;) a.push('x'.repeat(100000))\r")
	p.sees("memory limit exceeded", "here is a new one")
	p.types("1 + 1\r")
	p.sees("> 1 + 1\n2\n>")

	// Timers go on, and what they print stands above the line.
	p.types("setTimeout(() => console.log('from a timer'), 300)\r")
	p.types("'half a li")
	p.sees("from a timer\n> 'half a li")
	p.types("ne'\r")
	p.sees("> 'half a line'\n'half a line'\n>")

	// A callback without end is ended by Ctrl-C at the prompt.
	p.types("setTimeout(() => { for (;;); }, 50); 'soon'\r")
	time.Sleep(300 * time.Millisecond)
	p.types("\x03")
	p.sees("'soon'", "Ended: interrupted\n>")
	time.Sleep(50 * time.Millisecond)
	p.types("'after'\r")
	p.sees("> 'after'\n'after'\n>")
}

func TestReplCommands(t *testing.T) {
	home := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(home, "lib.js"), []byte("const loaded = 'from lib';\nloaded"), 0o644))
	p := sitDown(t, home, "repl")
	p.types(".help\r")
	p.sees(".load FILE", ".prof EXPRESSION", "_ is the last value")
	p.asks(".load lib.js", "'from lib'")
	p.asks("loaded.length", "8")
	p.asks(".load none.js", ".load: open none.js: no such file or directory")
	p.types("function hot(n) { for (let i = 0; i < n; i++); return n }; hot(3)\r")
	p.sees("\n3\n>")
	p.types(".tier hot\r")
	p.sees("hot (REPL2:1:1): interp")
	p.types(".time hot(10)\r")
	p.sees("> .time hot(10)\n10\n", " ms\n>")
	p.types(".prof hot(1e7)\r")
	p.sees("10000000", "hot")
	p.types(".tier native\r")
	p.sees("A new engine, mode native")
	p.types("typeof hot\r")
	p.sees("> typeof hot\n'undefined'\n>")

	p.types(".editor\r")
	p.sees("// Ctrl-D evaluates")
	p.types("let a = 1\rlet b = 2\ra + b\x04")
	p.sees("\n3\n>")
	p.asks(".save saved.js", "5 inputs are in saved.js.")
	p.types(".save saved.js\r")
	p.sees(".save: open saved.js: file exists")
	text, err := os.ReadFile(filepath.Join(home, "saved.js"))
	require.NoError(t, err)
	assert.Contains(t, string(text), "loaded.length\n")
	p.types(".nothing\r")
	p.sees("There is no command .nothing")
}

// TestColors looks at what a terminal gets, with and without NO_COLOR.
func TestColors(t *testing.T) {
	exe, err := os.Executable()
	require.NoError(t, err)
	file := scriptFile(t, "a.js", "console.log({ a: 1 }, 'text'); console.error([true]); throw new Error('no')")
	for _, env := range []string{"X=", "NO_COLOR=1", "TERM=dumb"} {
		cmd := exec.Command(exe, file)
		cmd.Env = []string{"TERM=xterm", asKiln + "=1", env}
		terminal, err := pty.Start(cmd)
		require.NoError(t, err)
		out, _ := io.ReadAll(terminal) // ends with an error when the command does
		_ = cmd.Wait()                 // status 1
		if env != "X=" {
			assert.NotContains(t, string(out), "\x1b", env)
			assert.Contains(t, string(out), "{ a: 1 } text", env)
			continue
		}
		for _, want := range []string{"{ a: \x1b[33m1\x1b[39m } text", "[ \x1b[33mtrue\x1b[39m ]", "\x1b[31mUncaught\x1b[39m Error: no", "\x1b[31m^\x1b[39m"} {
			assert.Contains(t, string(out), want)
		}
	}
	stdout, stderr, _ := output(t, "run", file)
	assert.NotContains(t, stdout+stderr, "\x1b")
}

// TestReplPlain reads lines that no person types.
func TestReplPlain(t *testing.T) {
	exe, err := os.Executable()
	require.NoError(t, err)
	run := func(input string, args ...string) (string, int) {
		cmd := exec.Command(exe, args...)
		cmd.Env = []string{asKiln + "=1", "HOME=" + t.TempDir()}
		cmd.Stdin = strings.NewReader(input)
		out, err := cmd.CombinedOutput()
		if _, failed := err.(*exec.ExitError); !failed {
			require.NoError(t, err)
		}
		return string(out), cmd.ProcessState.ExitCode()
	}
	out, status := run("let x = [1,\n2]\nx\n{ a: 1 }\nawait 7\n'é'\n.time\n", "repl")
	assert.Equal(t, "[ 1, 2 ]\n{ a: 1 }\n7\n'é'\nTimes are shown: yes\n", out)
	assert.Equal(t, 0, status)

	// Without a command, standard input that is no terminal is a script.
	out, status = run("console.log(1 + 1)\n")
	assert.Equal(t, "2\n", out)
	assert.Equal(t, 0, status)
	out, status = run("let = 5 5", "-")
	assert.Contains(t, out, "[stdin]:1:9: SyntaxError")
	assert.Equal(t, exitSyntax, status)
}
