package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// commandTarget is an engine outside this process.
type commandTarget []string

// name leaves out the folder of the command, which tells nothing in a table.
func (c commandTarget) name() string {
	return strings.Join(append([]string{filepath.Base(c[0])}, c[1:]...), " ")
}

// driver is put after a program. It warms up, measures one run with the best
// clock that the engine has, and prints checksum and milliseconds.
const driver = `
;(function () {
  var now = typeof performance === "object" ? function () { return performance.now(); } : Date.now;
  var show = typeof print === "function" ? print : console.log;
  run(%[1]d); run(%[1]d);
  var start = now(), checksum = run(%[1]d), end = now();
  show("kiln-bench " + checksum + " " + (end - start));
})();
`

func (c commandTarget) prepare(p program) (sampler, error) {
	dir, err := os.MkdirTemp("", "kiln-bench-*")
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, p.name+".js")
	if err := os.WriteFile(file, []byte(p.source+fmt.Sprintf(driver, p.n)), 0o644); err != nil {
		return nil, err
	}
	return &commandSampler{argv: append(append([]string(nil), c...), file), dir: dir}, nil
}

type commandSampler struct {
	argv []string
	dir  string
}

func (s *commandSampler) sample() (string, float64, error) {
	command := exec.Command(s.argv[0], s.argv[1:]...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		return "", 0, fmt.Errorf("%w: %s", err, strings.TrimSpace(stderr.String()))
	}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		if len(words) == 3 && words[0] == "kiln-bench" {
			millis, err := strconv.ParseFloat(words[2], 64)
			return words[1], millis, err
		}
	}
	return "", 0, fmt.Errorf("it did not print its result")
}

func (s *commandSampler) close() { _ = os.RemoveAll(s.dir) }
