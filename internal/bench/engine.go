package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/kilnjs/kiln/internal/cmdline"
)

// Engine is something that can run programs.
type Engine interface {
	Name() string
	// Run runs a program in a fresh process.
	Run(ctx context.Context, p *Program, plan Plan) (*Run, error)
}

// processLimit ends a process that does not end by itself.
const processLimit = 5 * time.Minute

// Tier is Kiln in one of its tiers.
type Tier struct {
	Tier       string
	Thresholds string
}

// Name is that of the tier.
func (t Tier) Name() string { return t.Tier }

// Run has a process of this executable work.
func (t Tier) Run(ctx context.Context, p *Program, plan Plan) (*Run, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(job{*p, t.Tier, t.Thresholds, plan})
	if err != nil {
		return nil, err
	}
	done, err := execute(ctx, text, self, WorkerCommand)
	if err != nil {
		return nil, err
	}
	return parseAnswer(done.out, done)
}

// Command is an engine outside: a command line that gets the name of a file.
type Command struct {
	Label string
	Argv  []string
}

// ParseCommand reads NAME='command line', or a command line that is its own name. Words
// are separated by spaces; quotes keep spaces together.
func ParseCommand(text string) (*Command, error) {
	name, argv, err := cmdline.Parse(text)
	if err != nil {
		return nil, err
	}
	return &Command{name, argv}, nil
}

// Name is the label.
func (c *Command) Name() string { return c.Label }

// answerMark begins the line in which driver.js answers.
const answerMark = "kiln-bench "

// Run writes the program, with the driver behind it, to a file that is gone afterwards.
func (c *Command) Run(ctx context.Context, p *Program, plan Plan) (*Run, error) {
	dir, err := os.MkdirTemp("", "kiln-bench-*")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	name, text, err := driven(p, plan)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return nil, err
	}
	argv := append(append([]string(nil), c.Argv[1:]...), file)
	done, err := execute(ctx, nil, c.Argv[0], argv...)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(done.out)) {
		if answer, ok := strings.CutPrefix(line, answerMark); ok {
			return parseAnswer([]byte(answer), done)
		}
	}
	return nil, fmt.Errorf("%s did not print its result", c.Label)
}

// driven joins a program and the driver to one script or module.
func driven(p *Program, plan Plan) (name, text string, err error) {
	settings, err := json.Marshal(struct {
		Plan
		N int `json:"n"`
	}{plan, p.N})
	if err != nil {
		return "", "", err
	}
	var b strings.Builder
	name = "program.js"
	if p.Module != "" {
		name = "program.mjs"
		fmt.Fprintf(&b, "import * as kilnProgram from %s;\n", quoted("file://"+filepath.ToSlash(p.Module)))
	}
	for _, part := range p.Parts {
		b.WriteString(part.Text + "\n")
	}
	fmt.Fprintf(&b, "%s((%s), %s);\n", strings.TrimSpace(embedded("driver.js")), p.Entry, settings)
	return name, b.String(), nil
}

// ended is what a process left.
type ended struct {
	out      []byte
	state    *os.ProcessState
	hardware *Hardware
}

// execute runs a command to its end. Its error says what it wrote to standard error.
func execute(ctx context.Context, in []byte, name string, argv ...string) (*ended, error) {
	ctx, cancel := context.WithTimeout(ctx, processLimit)
	defer cancel()
	command := exec.CommandContext(ctx, name, argv...)
	command.WaitDelay = time.Second
	var stdout, stderr bytes.Buffer
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(in), &stdout, &stderr
	runtime.LockOSThread() // its counters are those of the processes that it starts
	count := openCounters(hardwareEvents)
	err := command.Start()
	runtime.UnlockOSThread()
	if err == nil {
		err = command.Wait()
	}
	hardware := count.read()
	if ctx.Err() != nil {
		return nil, fmt.Errorf("%s: %w", name, ctx.Err())
	}
	if err != nil {
		if message := strings.TrimSpace(stderr.String()); message != "" {
			err = fmt.Errorf("%w: %s", err, message)
		}
		return nil, err
	}
	return &ended{stdout.Bytes(), command.ProcessState, hardware}, nil
}

func parseAnswer(text []byte, done *ended) (*Run, error) {
	a := answer{Run: new(Run)}
	if err := json.Unmarshal(text, &a); err != nil {
		return nil, fmt.Errorf("its answer is no JSON: %w", err)
	}
	if a.Error != "" {
		return nil, fmt.Errorf("%s", a.Error)
	}
	if len(a.Iterations) == 0 {
		return nil, fmt.Errorf("it has not told of any iteration")
	}
	a.Processor = millis(done.state.UserTime() + done.state.SystemTime())
	a.Hardware = done.hardware
	if a.Memory == 0 {
		a.Memory = endedMemory(done.state)
	}
	return a.Run, nil
}
