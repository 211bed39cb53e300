package engine

import (
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/cmdline"
	"github.com/kilnjs/kiln/internal/conform/runner"
)

//go:embed hosts/*.js
var hostFiles embed.FS

//go:embed driver.js
var driverText string

// definition is a file of hosts/.
type definition struct {
	commands, flags []string
	script          string
}

// Parse reads what a flag says of an engine: NAME='command line', or a command line. shim is
// a file with a definition of the host for commands that hosts/ does not have; "" is none.
func Parse(text, shim string) (runner.Engine, error) {
	name, argv, err := cmdline.Parse(text)
	if err != nil {
		return runner.Engine{}, err
	}
	d, err := define(name, argv[0], shim)
	if err != nil {
		return runner.Engine{}, err
	}
	if err := fromHere(argv); err != nil {
		return runner.Engine{}, err
	}
	return runner.Engine{Name: name, Argv: slices.Concat(argv, d.flags), Host: d.script}, nil
}

// fromHere makes the paths of a command line absolute that are relative to the folder in
// which it was written, since processes run in the folder of their test.
func fromHere(argv []string) error {
	for i, word := range argv {
		word = filepath.ToSlash(word)
		relative := strings.HasPrefix(word, "./") || strings.HasPrefix(word, "../") || i == 0 && strings.Contains(word, "/")
		if !relative {
			continue
		}
		var err error
		if argv[i], err = filepath.Abs(argv[i]); err != nil {
			return err
		}
	}
	return nil
}

// define chooses the definition: of the engine's name, of the command's name, else the shim.
func define(name, command, shim string) (*definition, error) {
	var known []string
	entries, err := hostFiles.ReadDir("hosts")
	if err != nil {
		return nil, err
	}
	var definitions []*definition
	for _, entry := range entries {
		text, err := hostFiles.ReadFile("hosts/" + entry.Name())
		if err != nil {
			return nil, err
		}
		d, err := parseDefinition(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name(), err)
		}
		definitions = append(definitions, d)
		known = append(known, d.commands[0])
	}
	command = strings.TrimSuffix(filepath.Base(command), ".exe")
	for _, word := range []string{name, command} {
		if d := match(definitions, word); d != nil {
			return d, nil
		}
	}
	if shim != "" {
		text, err := os.ReadFile(shim)
		if err != nil {
			return nil, err
		}
		d, err := parseDefinition(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", shim, err)
		}
		return d, nil
	}
	return nil, fmt.Errorf("there is no host definition for %s: write NAME='%s' with a name that begins with one of %s, or name a file with --engine-host",
		name, command, strings.Join(known, ", "))
}

// match finds the definition for a word, which may go on after the name of a command, as in
// node20 or kiln-old.
func match(definitions []*definition, word string) *definition {
	best, length := (*definition)(nil), 0
	for _, d := range definitions {
		for _, command := range d.commands {
			rest, ok := strings.CutPrefix(word, command)
			if ok && len(command) > length && (rest == "" || strings.ContainsAny(rest[:1], "0123456789.-_ ")) {
				best, length = d, len(command)
			}
		}
	}
	return best
}

func parseDefinition(text string) (*definition, error) {
	d := &definition{script: text}
	for line := range strings.Lines(text) {
		comment, ok := strings.CutPrefix(strings.TrimSpace(line), "//")
		if !ok {
			break
		}
		key, value, _ := strings.Cut(strings.TrimSpace(comment), ":")
		switch key {
		case "commands":
			d.commands = strings.Fields(value)
		case "flags":
			d.flags = strings.Fields(value)
		}
	}
	if len(d.commands) == 0 {
		return nil, fmt.Errorf("the definition of a host begins with a line // commands: NAME …")
	}
	return d, nil
}
