package engine

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/kilnjs/kiln/internal/conform/runner"
)

// mark begins the line in which the driver tells how a test ended.
const mark = "kiln-conform:"

// maxOutput bounds what is kept of what a process prints (bytes).
const maxOutput = 4 << 20

// Host runs scenarios in one engine.
type Host struct {
	Engine runner.Engine
	// Scratch is a folder that Prepare has filled.
	Scratch string
}

// job is what the driver gets.
type job struct {
	Mark    string          `json:"mark"`
	Harness []runner.Script `json:"harness"`
	Tail    []runner.Script `json:"tail"`
	Source  string          `json:"source"`
	Path    string          `json:"path"`
	Module  bool            `json:"module"`
	Early   bool            `json:"early"`
}

// told is the driver's answer.
type told struct {
	Phase   string `json:"phase"`
	Type    string `json:"type"`
	Message string `json:"message"`
}

// Run implements runner.Host.
func (h *Host) Run(j *runner.Job) runner.Outcome {
	file, err := h.write(j)
	if err != nil {
		return runner.Outcome{Broken: err.Error()}
	}
	defer func() { _ = os.Remove(file) }()
	ctx, cancel := context.WithTimeout(context.Background(), j.Timeout)
	defer cancel()
	command := exec.CommandContext(ctx, h.Engine.Argv[0], append(h.Engine.Argv[1:len(h.Engine.Argv):len(h.Engine.Argv)], file)...)
	command.Dir = filepath.Dir(h.place(j.File))
	command.WaitDelay = time.Second
	stdout, stderr := limited{room: maxOutput}, limited{room: maxOutput}
	command.Stdout, command.Stderr = &stdout, &stderr
	err = command.Run()
	if ctx.Err() != nil {
		return runner.Outcome{Limit: runner.LimitTime}
	}
	return outcome(j, stdout.text.String(), stderr.text.String(), err)
}

// place is where a file of the suite lies in the scratch folder.
func (h *Host) place(name string) string {
	return filepath.Join(h.Scratch, "test", filepath.FromSlash(name))
}

// write writes the driver for a job to a file. A test that modules may import is written to
// its place; so it can import itself and what lies beside it.
func (h *Host) write(j *runner.Job) (string, error) {
	at := h.place(j.File)
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return "", err
	}
	if j.Module || strings.Contains(j.Text, "import") {
		if err := h.writeImported(j); err != nil {
			return "", err
		}
	}
	none := []runner.Script{} // null is no list to a script
	text, err := json.Marshal(job{mark, append(none, j.Harness...), append(none, j.Tail...), j.Source, at, j.Module, j.Early})
	if err != nil {
		return "", err
	}
	file, err := os.CreateTemp(h.Scratch, "run-*.js")
	if err != nil {
		return "", err
	}
	_, err = fmt.Fprintf(file, "%s(%s, %s());\n", strings.TrimSpace(driverText), text, strings.TrimSpace(h.Engine.Host))
	return file.Name(), errors.Join(err, file.Close())
}

// writeImported writes the test's file, and the other tests that it and they name in relative
// imports; what is no test is there already.
func (h *Host) writeImported(j *runner.Job) error {
	relative, err := regexp.Compile(`["'](\.{1,2}/[^"'\s]+)["']`)
	if err != nil {
		return err
	}
	texts := map[string]string{j.File: j.Text}
	names := []string{j.File}
	for i := 0; i < len(names); i++ {
		at, text := h.place(names[i]), texts[names[i]]
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return err
		}
		if err := replace(at, text); err != nil {
			return err
		}
		for _, match := range relative.FindAllStringSubmatch(text, -1) {
			name := path.Join(path.Dir(names[i]), match[1])
			if _, seen := texts[name]; seen || j.Load == nil {
				continue
			}
			content, err := j.Load(name)
			if err != nil {
				continue // the name of nothing, which the test is about
			}
			texts[name] = string(content)
			names = append(names, name)
		}
	}
	return nil
}

// replace writes a file at once, so that a process that reads it meanwhile sees all of it.
func replace(name, text string) error {
	file, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}

// limited keeps the beginning of what is written to it.
type limited struct {
	text bytes.Buffer
	room int
}

func (l *limited) Write(b []byte) (int, error) {
	l.text.Write(b[:min(len(b), l.room-l.text.Len())])
	return len(b), nil
}

// outcome reads what a process said, and how it ended.
func outcome(j *runner.Job, stdout, stderr string, err error) runner.Outcome {
	var o runner.Outcome
	answered := false
	for line := range strings.Lines(stdout) {
		line = strings.TrimRight(line, "\r\n")
		text, ok := strings.CutPrefix(line, mark)
		if !ok {
			o.Printed = append(o.Printed, line)
			continue
		}
		var t told
		if err := json.Unmarshal([]byte(text), &t); err != nil {
			return runner.Outcome{Broken: "the driver's answer is broken: " + err.Error()}
		}
		answered = true
		o.Phase, o.ErrorType, o.Message = runner.ParsePhase(t.Phase), t.Type, t.Message
	}
	var exit *exec.ExitError
	switch {
	case err != nil && !errors.As(err, &exit):
		o.Broken = err.Error()
	case err != nil && exit.ExitCode() < 0:
		o.Broken = words(exit, stdout, stderr)
	case err != nil && (!answered || o.Phase == runner.PhaseNone):
		// The error did not go through the driver: the engine met it later, or before.
		o.Phase, o.Message = runner.PhaseRuntime, words(exit, stdout, stderr)
	case !answered && j.Module:
		o.Pending = true
	case !answered:
		o.Broken = "the process ended, and the test had not: " + strings.TrimSpace(stderr)
	}
	return o
}

// words are the end of what a process that failed wrote, to standard error or else to its output.
func words(exit *exec.ExitError, stdout, stderr string) string {
	lines := strings.Split(strings.TrimSpace(cmp.Or(stderr, stdout)), "\n")
	const shown = 8
	return strings.TrimSpace(exit.String() + "\n" + strings.Join(lines[max(0, len(lines)-shown):], "\n"))
}

// Files is what Prepare needs of a suite.
type Files interface {
	ReadFile(name string) ([]byte, error)
	Names() ([]string, error)
}

// Prepare makes a scratch folder and writes to it what tests import: what lies below the
// base of the suite and is no test.
func Prepare(files Files, base string, isTest func(name string) bool) (scratch string, err error) {
	names, err := files.Names()
	if err != nil {
		return "", err
	}
	if scratch, err = os.MkdirTemp("", "kiln-conform-*"); err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(scratch))
		}
	}()
	write := func(name string, text []byte) error {
		name = filepath.Join(scratch, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(name, text, 0o600)
	}
	if err := write("test/package.json", []byte(`{"type": "module"}`)); err != nil {
		return "", err
	}
	for _, name := range names {
		if isTest(name) {
			continue
		}
		text, err := files.ReadFile(path.Join(base, name))
		if err != nil {
			return "", err
		}
		if err := write(path.Join("test", name), text); err != nil {
			return "", err
		}
	}
	return scratch, nil
}
