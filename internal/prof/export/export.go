package export

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/kilnjs/kiln/internal/prof/script"
)

// Format is a way to write a profile.
type Format struct {
	Name     string
	Suffixes []string // of file names that mean this format
	Help     string   // what reads it
	Write    func(w io.Writer, p *script.Profile) error
}

// Formats are all there are, the one for people first.
var Formats = []Format{
	{"table", []string{".txt"}, "for the terminal", Table},
	{"markdown", []string{".md"}, "the same as Markdown", Markdown},
	{"json", []string{".json"}, "functions, frames, stacks and samples", JSON},
	{"html", []string{".html", ".htm"}, "a flame graph as one page, for any browser", HTML},
	{"pprof", []string{".pprof", ".pb.gz", ".pb"}, "go tool pprof", Pprof},
	{"cpuprofile", []string{".cpuprofile"}, "Chrome DevTools, VS Code", CPUProfile},
	{"speedscope", []string{".speedscope.json", ".speedscope"}, "speedscope.app", Speedscope},
	{"trace", []string{".trace.json", ".trace"}, "trace events: ui.perfetto.dev, chrome://tracing", Trace},
	{"firefox", []string{".firefox.json", ".firefox"}, "profiler.firefox.com", Firefox},
	{"collapsed", []string{".folded", ".collapsed"}, "flamegraph.pl and others: a line for each stack, in microseconds", Collapsed},
}

// Names returns the names of the formats, separated by commas.
func Names() string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

// ByName returns the format of that name. It is an error if there is none.
func ByName(name string) (*Format, error) {
	for i := range Formats {
		if Formats[i].Name == name {
			return &Formats[i], nil
		}
	}
	return nil, fmt.Errorf("there is no format %q; there are %s", name, Names())
}

// ByFile returns the format that the name of a file means: the one with the longest
// suffix that fits. It is an error if there is none.
func ByFile(name string) (*Format, error) {
	var best *Format
	length := 0
	base := strings.ToLower(filepath.Base(name))
	for i := range Formats {
		for _, suffix := range Formats[i].Suffixes {
			if strings.HasSuffix(base, suffix) && len(suffix) > length {
				best, length = &Formats[i], len(suffix)
			}
		}
	}
	if best != nil {
		return best, nil
	}
	var known []string
	for _, f := range Formats {
		known = append(known, f.Suffixes[0])
	}
	return nil, fmt.Errorf("the name %s does not say in which format to write; names that do end with %s", name, strings.Join(known, ", "))
}
