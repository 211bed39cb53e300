package main

import (
	"embed"
	"path"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/bench"
)

//go:embed bench/*.js bench/programs/*.js
var benchFiles embed.FS

// benchProtocol is what a program must look like.
//
//go:embed bench/README.md
var benchProtocol string

// benchSuites are the folders of programs by name of the suite, but for "all".
var benchSuites = map[string]string{
	"programs": "bench/programs",
	"micro":    "bench",
}

const (
	defaultSuite = "programs"
	suiteNames   = "programs,micro,all"
)

// benchSuite returns the programs of a suite whose names contain one of parts. Whoever
// names parts looks in all suites.
func benchSuite(suite string, parts []string) ([]*bench.Program, error) {
	var out []*bench.Program
	for _, name := range strings.Split(suiteNames, ",") {
		folder, ok := benchSuites[name]
		if !ok || suite != name && suite != "all" && len(parts) == 0 {
			continue
		}
		entries, err := benchFiles.ReadDir(folder)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			name, script := strings.CutSuffix(entry.Name(), ".js")
			if !script || len(parts) > 0 && !slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(name, part) }) {
				continue
			}
			text, err := benchFiles.ReadFile(path.Join(folder, entry.Name()))
			if err != nil {
				return nil, err
			}
			p, err := bench.Parse(name, string(text))
			if err != nil {
				return nil, err
			}
			out = append(out, p)
		}
	}
	if out == nil {
		return nil, usageError("no file and no program is called like %s; kiln bench --list shows all programs", strings.Join(parts, ", "))
	}
	return out, nil
}
