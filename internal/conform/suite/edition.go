package suite

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed editions.txt
var editionText string

// Names in the data that the code knows.
const (
	nextEdition      = "next"
	proposalsEdition = "proposals"
)

// Editions tells which edition of the standard a test belongs to.
type Editions struct {
	// Names are the editions, in the order in which tables show them.
	Names     []string
	features  map[string]int
	folders   map[string]int
	standard  map[string]bool // features that the suite lists as part of the standard
	next      int
	proposals int
}

// ReadEditions reads the table of editions, and what the suite itself says of features in
// its features.txt, if it has one.
func ReadEditions(files Files) (*Editions, error) {
	e, err := parseEditions(editionText)
	if err != nil {
		return nil, fmt.Errorf("editions.txt:%w", err)
	}
	if files == nil {
		return e, nil
	}
	text, err := files.ReadFile("features.txt")
	if errors.Is(err, fs.ErrNotExist) {
		return e, nil
	}
	e.readFeatures(string(text))
	return e, err
}

func parseEditions(text string) (*Editions, error) {
	e := &Editions{features: map[string]int{}, folders: map[string]int{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "== "); ok {
			e.Names = append(e.Names, name)
			continue
		}
		words := strings.Fields(line)
		table := map[string]map[string]int{"features": e.features, "folders": e.folders}[words[0]]
		if table == nil || len(e.Names) == 0 {
			return nil, fmt.Errorf("%d: want `== EDITION`, and below it lines of features or folders", n)
		}
		for _, word := range words[1:] {
			if _, twice := table[word]; twice {
				return nil, fmt.Errorf("%d: %s stands here twice", n, word)
			}
			table[word] = len(e.Names) - 1
		}
	}
	e.next, e.proposals = slices.Index(e.Names, nextEdition), slices.Index(e.Names, proposalsEdition)
	if e.next < 0 || e.proposals < 0 {
		return nil, fmt.Errorf("%d: there must be the editions %s and %s", n, nextEdition, proposalsEdition)
	}
	return e, nil
}

// readFeatures learns from features.txt, which lists proposals first, then under a heading
// of its own what is in the standard, then what only the harness knows.
func (e *Editions) readFeatures(text string) {
	e.standard = map[string]bool{}
	standard := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			if strings.Contains(heading, "language features") {
				standard = strings.HasPrefix(heading, "Standard")
			}
			continue
		}
		if name := stripComment(line); name != "" && standard {
			e.standard[name] = true
		}
	}
}

// harnessFeatures say what a host must offer, nothing about the language.
const harnessFeatures = " cross-realm IsHTMLDDA host-gc-required "

// Of returns the edition that a test belongs to.
func (e *Editions) Of(t *Test) string {
	if t.Edition != "" {
		return t.Edition
	}
	latest := 0
	if t.ES6 {
		latest = slices.Index(e.Names, "ES2015")
	}
	for folder := t.Path; folder != ""; folder = parent(folder) {
		if at, ok := e.folders[folder]; ok {
			latest = max(latest, at)
			break
		}
	}
	for _, feature := range t.Features {
		if !strings.Contains(harnessFeatures, " "+feature+" ") {
			latest = max(latest, e.ofFeature(feature))
		}
	}
	return e.Names[latest]
}

func (e *Editions) ofFeature(feature string) int {
	if at, ok := e.features[feature]; ok {
		return at
	}
	switch {
	case strings.HasPrefix(feature, "Intl") || strings.HasPrefix(feature, "intl"):
		return slices.Index(e.Names, "ECMA-402")
	case e.standard == nil || e.standard[feature]:
		return e.next
	}
	return e.proposals
}

// parent cuts the last part of a path off.
func parent(path string) string { return path[:max(0, strings.LastIndexByte(path, '/'))] }
