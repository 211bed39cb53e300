package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/prof/script"
)

// CountFormats are the ways to write exact counts.
var CountFormats = []CountFormat{
	{"table", []string{".txt"}, "", CountTable},
	{"markdown", []string{".md"}, "", CountMarkdown},
	{"json", []string{".json"}, "", CountJSON},
	{"html", []string{".html", ".htm"}, "", CountHTML},
}

// CountFormat is a way to write exact counts.
type CountFormat = FormatOf[*script.Counts]

// CountsAs returns the format of counts of that name, or what the name of a file means.
func CountsAs(name, file string) (*CountFormat, error) {
	f, names := chosen(CountFormats, name, file)
	if f == nil {
		return nil, fmt.Errorf("counts are written as %s, not as %q", names, cmp.Or(name, file))
	}
	return f, nil
}

// maxCounted is how many lines of source are shown.
const maxCounted = 20

// countedFuncs are the functions that people want to see, the most calls and turns first.
func countedFuncs(c *script.Counts) []script.FuncCount {
	list := slices.Clone(c.Funcs)
	slices.SortStableFunc(list, func(a, b script.FuncCount) int { return cmp.Compare(b.Calls+b.Turns, a.Calls+a.Turns) })
	return list[:min(len(list), maxRows)]
}

// countedLines are the lines that began most often, in the order of the source.
func countedLines(c *script.Counts) []script.LineCount {
	list := slices.Clone(c.Lines)
	slices.SortStableFunc(list, func(a, b script.LineCount) int { return cmp.Compare(b.Runs, a.Runs) })
	list = list[:min(len(list), maxCounted)]
	slices.SortFunc(list, func(a, b script.LineCount) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return list
}

// countTitle sums up.
func countTitle(c *script.Counts) string {
	var calls, turns uint64
	called, reached := 0, 0
	for _, f := range c.Funcs {
		calls, turns = calls+f.Calls, turns+f.Turns
		if f.Calls > 0 {
			called++
		}
	}
	for _, l := range c.Lines {
		if l.Runs > 0 {
			reached++
		}
	}
	functions := "functions"
	if called == 1 {
		functions = "function"
	}
	return fmt.Sprintf("%s calls of %d %s, %s turns of loops; %d of %d lines with code were reached", thousands(calls), called, functions, thousands(turns), reached, len(c.Lines))
}

// thousands writes a number so that people can read it.
func thousands(n uint64) string {
	s := strconv.FormatUint(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// CountTable writes counts for people to read.
func CountTable(w io.Writer, c *script.Counts) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s\n\n%15s %15s  %-28s %s\n", countTitle(c), "calls", "turns", "function", "where")
	rows := countedFuncs(c)
	for i := range rows {
		f := &rows[i]
		fmt.Fprintf(b, "%15s %15s  %s\n", thousands(f.Calls), thousands(f.Turns), strings.TrimSpace(fmt.Sprintf("%-28s %s", f.Name, where(&f.Func))))
	}
	if more := len(c.Funcs) - len(rows); more > 0 {
		fmt.Fprintf(b, "%33s%d more\n", "", more)
	}
	file := ""
	for _, l := range countedLines(c) {
		if l.File != file {
			file = l.File
			fmt.Fprintf(b, "\n%15s  %s\n", "runs", file)
		}
		fmt.Fprintf(b, "%15s %5d | %s\n", thousands(l.Runs), l.Line, excerptOf(l.Source.Line(l.Line)))
	}
	return b.Flush()
}

// CountMarkdown writes what CountTable writes as Markdown.
func CountMarkdown(w io.Writer, c *script.Counts) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# Counts\n\n%s.\n\n| calls | turns | function | where |\n|---:|---:|---|---|\n", countTitle(c))
	rows := countedFuncs(c)
	for i := range rows {
		f := &rows[i]
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", thousands(f.Calls), thousands(f.Turns), code(f.Name), code(where(&f.Func)))
	}
	fmt.Fprint(b, "\n## Lines\n\n| runs | line | source |\n|---:|---|---|\n")
	for _, l := range countedLines(c) {
		fmt.Fprintf(b, "| %s | %s | %s |\n", thousands(l.Runs), code(fmt.Sprintf("%s:%d", l.File, l.Line)), code(excerptOf(l.Source.Line(l.Line))))
	}
	return b.Flush()
}

// CountJSON writes all counts.
func CountJSON(w io.Writer, c *script.Counts) error {
	type loop struct {
		Line   int    `json:"line"`
		Column int    `json:"column"`
		Turns  uint64 `json:"turns"`
	}
	type function struct {
		Name   string `json:"name"`
		File   string `json:"file"`
		Line   int    `json:"line"`
		Column int    `json:"column"`
		Calls  uint64 `json:"calls"`
		Turns  uint64 `json:"turns"`
		Loops  []loop `json:"loops,omitempty"`
	}
	type line struct {
		File string `json:"file"`
		Line int    `json:"line"`
		Runs uint64 `json:"runs"`
	}
	d := struct {
		Functions []function `json:"functions"`
		Lines     []line     `json:"lines"`
	}{[]function{}, []line{}}
	for _, f := range c.Funcs {
		out := function{f.Name, f.File, f.Line, f.Col, f.Calls, f.Turns, nil}
		for _, l := range f.Loops {
			out.Loops = append(out.Loops, loop{l.Line, l.Col, l.Turns})
		}
		d.Functions = append(d.Functions, out)
	}
	for _, l := range c.Lines {
		d.Lines = append(d.Lines, line{l.File, l.Line, l.Runs})
	}
	return encode(w, &d)
}
