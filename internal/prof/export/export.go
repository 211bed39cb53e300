package export

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/kilnjs/kiln/internal/prof/script"
)

// FormatOf is a way to write something.
type FormatOf[T any] struct {
	Name     string
	Suffixes []string // of file names that mean this format
	Help     string   // what reads it
	Write    func(w io.Writer, what T) error
}

// Format is a way to write a profile.
type Format = FormatOf[*script.Profile]

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
	if f := meant(Formats, name); f != nil {
		return f, nil
	}
	var known []string
	for _, f := range Formats {
		known = append(known, f.Suffixes[0])
	}
	return nil, fmt.Errorf("the name %s does not say in which format to write; names that do end with %s", name, strings.Join(known, ", "))
}

// meant returns the format that the name of a file means: the one with the longest suffix
// that fits, nil if none does.
func meant[T any](formats []FormatOf[T], file string) (best *FormatOf[T]) {
	length := 0
	base := strings.ToLower(filepath.Base(file))
	for i := range formats {
		for _, suffix := range formats[i].Suffixes {
			if strings.HasSuffix(base, suffix) && len(suffix) > length {
				best, length = &formats[i], len(suffix)
			}
		}
	}
	return best
}

// chosen returns the format of a name, or without one what the name of a file means, or
// without either the first; nil if there is none, and the names of all.
func chosen[T any](formats []FormatOf[T], name, file string) (f *FormatOf[T], names string) {
	var list []string
	for i := range formats {
		if list = append(list, formats[i].Name); formats[i].Name == name {
			f = &formats[i]
		}
	}
	switch {
	case name != "":
	case file == "":
		f = &formats[0]
	default:
		f = meant(formats, file)
	}
	return f, strings.Join(list, ", ")
}
