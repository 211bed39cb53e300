package main

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
)

//go:embed bench/*.js
var benchPrograms embed.FS

type benchCommand struct {
	Filter []string `arg:"" optional:"" help:"Programs to run: parts of their names. None means all."`
	Tiers  []string `default:"interp,bytecode,native,auto" enum:"interp,bytecode,native,auto" help:"Tiers to measure."`
	Rounds int      `default:"5" help:"Measurements of each program in each tier; the median counts."`
	Scale  float64  `default:"1" help:"Multiplies the size of every program."`
	VS     []string `name:"vs" sep:"none" placeholder:"COMMAND" help:"Measure an external command too, such as 'node --jitless'; it gets a file and must have print or console.log. May be repeated."`
	JSON   string   `name:"json" placeholder:"FILE" help:"Write the results to a file (- is standard output)."`
	List   bool     `help:"Print the programs and what they measure."`
}

// program is one embedded benchmark: a script that defines run(n), which
// returns a checksum.
type program struct {
	name, about, source string
	n                   int
}

// measurement is what one target did with one program.
type measurement struct {
	Program  string    `json:"program"`
	N        int       `json:"n"`
	Target   string    `json:"target"`
	Checksum string    `json:"checksum"`
	Median   float64   `json:"median_ms"`
	Samples  []float64 `json:"samples_ms"`
}

// target is something that can run programs.
type target interface {
	name() string
	// prepare readies a program, warmed up; close is called when it is done with.
	prepare(p program) (sampler, error)
}

// sampler runs its program once and returns the checksum and the time that it
// took inside (milliseconds).
type sampler interface {
	sample() (checksum string, millis float64, err error)
	close()
}

// Run measures.
func (b *benchCommand) Run() error {
	programs, err := b.programs()
	if err != nil {
		return err
	}
	if b.List {
		for _, p := range programs {
			fmt.Printf("%-16s n=%-8d %s\n", p.name, p.n, p.about)
		}
		return nil
	}
	if b.Rounds < 1 || b.Scale <= 0 {
		return usageError("--rounds and --scale must be positive")
	}
	var targets []target
	for _, tier := range b.Tiers {
		targets = append(targets, tierTarget(tier))
	}
	for _, command := range b.VS {
		argv := strings.Fields(command)
		if len(argv) == 0 {
			return usageError("--vs wants a command")
		}
		targets = append(targets, commandTarget(argv))
	}
	table := newBenchTable(os.Stdout, targets)
	if b.JSON == "-" {
		table = newBenchTable(os.Stderr, targets)
	}
	var all []measurement
	for _, p := range programs {
		p.n = max(1, int(float64(p.n)*b.Scale))
		results, err := b.measure(p, targets)
		if err != nil {
			return err
		}
		table.add(results)
		all = append(all, results...)
	}
	table.finish()
	return b.writeJSON(all)
}

func (b *benchCommand) programs() ([]program, error) {
	entries, err := benchPrograms.ReadDir("bench")
	if err != nil {
		return nil, err
	}
	var out []program
	for _, entry := range entries {
		text, err := benchPrograms.ReadFile(path.Join("bench", entry.Name()))
		if err != nil {
			return nil, err
		}
		p, err := parseProgram(strings.TrimSuffix(entry.Name(), ".js"), string(text))
		if err != nil {
			return nil, err
		}
		if len(b.Filter) == 0 || slices.ContainsFunc(b.Filter, func(f string) bool { return strings.Contains(p.name, f) }) {
			out = append(out, p)
		}
	}
	if out == nil {
		return nil, usageError("no program is called like %s; kiln bench --list shows all", strings.Join(b.Filter, ", "))
	}
	return out, nil
}

// parseProgram reads the two comment lines at the head of a program: what it
// measures, and `n = ` with its size.
func parseProgram(name, source string) (program, error) {
	about, rest, _ := strings.Cut(source, "\n")
	size, _, _ := strings.Cut(rest, "\n")
	n, err := strconv.Atoi(strings.TrimPrefix(size, "// n = "))
	if err != nil || !strings.HasPrefix(about, "// ") {
		return program{}, fmt.Errorf("bench/%s.js does not begin with what it measures and its n", name)
	}
	return program{name: name, about: strings.TrimPrefix(about, "// "), source: source, n: n}, nil
}

// measure runs the program in all targets, in rounds, so that what disturbs
// the machine disturbs all of them.
func (b *benchCommand) measure(p program, targets []target) ([]measurement, error) {
	samplers := make([]sampler, len(targets))
	defer func() {
		for _, s := range samplers {
			if s != nil {
				s.close()
			}
		}
	}()
	results := make([]measurement, len(targets))
	for i, t := range targets {
		var err error
		if samplers[i], err = t.prepare(p); err != nil {
			return nil, fmt.Errorf("%s in %s: %w", p.name, t.name(), err)
		}
		results[i] = measurement{Program: p.name, N: p.n, Target: t.name()}
	}
	for range b.Rounds {
		for i, s := range samplers {
			checksum, millis, err := s.sample()
			if err != nil {
				return nil, fmt.Errorf("%s in %s: %w", p.name, results[i].Target, err)
			}
			r := &results[i]
			if r.Checksum != "" && r.Checksum != checksum {
				return nil, fmt.Errorf("%s in %s returned %s after %s", p.name, r.Target, checksum, r.Checksum)
			}
			r.Checksum = checksum
			r.Samples = append(r.Samples, millis)
		}
	}
	for i := range results {
		results[i].Median = median(results[i].Samples)
		if results[i].Checksum != results[0].Checksum {
			return nil, fmt.Errorf("%s: %s returned %s, but %s returned %s", p.name,
				results[0].Target, results[0].Checksum, results[i].Target, results[i].Checksum)
		}
	}
	return results, nil
}

func median(samples []float64) float64 {
	s := slices.Clone(samples)
	slices.SortFunc(s, cmp.Compare[float64])
	half := len(s) / 2
	if len(s)%2 == 1 {
		return s[half]
	}
	return (s[half-1] + s[half]) / 2
}

func (b *benchCommand) writeJSON(all []measurement) error {
	if b.JSON == "" {
		return nil
	}
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	text = append(text, '\n')
	if b.JSON == "-" {
		_, err = os.Stdout.Write(text)
		return err
	}
	return os.WriteFile(b.JSON, text, 0o644)
}
