package export

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/prof/script"
)

// AllocFormat is a way to write what a script has allocated.
type AllocFormat = FormatOf[*script.Allocations]

// AllocFormats are all there are, the one for people first.
var AllocFormats = []AllocFormat{
	{"table", []string{".txt"}, "for the terminal", AllocTable},
	{"json", []string{".json"}, "functions, frames, stacks and samples", AllocJSON},
	{"pprof", []string{".pprof", ".pb.gz", ".pb"}, "go tool pprof: alloc_objects, alloc_space, inuse_objects, inuse_space", AllocPprof},
	{"heapprofile", []string{".heapprofile"}, "Chrome DevTools: what was alive at the end, as Node's --heap-prof", HeapProfile},
	{"collapsed", []string{".folded", ".collapsed"}, "flamegraph.pl and others: a line for each stack, in bytes", AllocCollapsed},
}

// AllocByName returns the format of that name, or of the file when it is empty.
func AllocByName(name, file string) (*AllocFormat, error) {
	f, names := chosen(AllocFormats, name, file)
	switch {
	case f != nil:
		return f, nil
	case name == "":
		return nil, fmt.Errorf("the name %s does not say which format is meant; --format does: %s", file, names)
	}
	return nil, fmt.Errorf("there is no format %q of allocations; there are %s", name, names)
}

// allocated is what samples stand for together.
type allocated struct {
	Objects int64 `json:"objects"`
	Bytes   int64 `json:"bytes"`
	Alive   int64 `json:"aliveObjects"`
	InUse   int64 `json:"aliveBytes"`
}

func (t *allocated) add(c *script.AllocatedCell) {
	t.Objects += c.Count()
	t.Bytes += c.Total()
	if c.Alive {
		t.Alive += c.Count()
		t.InUse += c.Total()
	}
}

// ranked returns the keys of a map, those with the most bytes first.
func ranked[K comparable](m map[K]*allocated, order func(a, b K) int) []K {
	return slices.SortedFunc(maps.Keys(m), func(a, b K) int {
		return cmp.Or(cmp.Compare(m[b].Bytes, m[a].Bytes), order(a, b))
	})
}

// sum adds c to the entry of key.
func sum[K comparable](m map[K]*allocated, key K, c *script.AllocatedCell) {
	if m[key] == nil {
		m[key] = new(allocated)
	}
	m[key].add(c)
}

// site is where cells of a kind are made.
type site struct {
	frame int
	what  string
}

// topSites is how many rows each part of the table has, topSizes how many that of sizes.
const topSites, topSizes = 20, 8

// AllocTable writes a table for people: by what was allocated, and by place.
func AllocTable(w io.Writer, a *script.Allocations) error {
	var all allocated
	kinds, sites, sizes := map[string]*allocated{}, map[site]*allocated{}, map[int64]*allocated{}
	for i := range a.Cells {
		c := &a.Cells[i]
		all.add(c)
		sum(kinds, c.What, c)
		sum(sizes, c.Bytes, c)
		sum(sites, site{a.Nodes[c.Node].Frame, c.What}, c)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "about %s in %d cells were allocated, %s of them alive at the end; %d samples, one in %s\n",
		size(all.Bytes), all.Objects, size(all.InUse), len(a.Cells), size(a.Interval))
	row := func(t *allocated, name string) {
		fmt.Fprintf(&b, "%10s %4.0f%% %11d %10s  %s\n", size(t.Bytes), 100*float64(t.Bytes)/float64(max(all.Bytes, 1)), t.Objects, size(t.InUse), name)
	}
	head := func(name string) {
		fmt.Fprintf(&b, "\n%10s %5s %11s %10s  %s\n", "allocated", "%", "cells", "alive", name)
	}
	head("constructor")
	for _, k := range first(ranked(kinds, strings.Compare)) {
		row(kinds[k], k)
	}
	head("place")
	lines := map[int]string{} // by frame: the text of the line, told once
	for _, s := range first(ranked(sites, func(a, b site) int { return cmp.Or(cmp.Compare(a.frame, b.frame), cmp.Compare(a.what, b.what)) })) {
		row(sites[s], placeText(a, s, lines))
	}
	head("size of a cell")
	list := ranked(sizes, cmp.Compare[int64])
	for _, n := range list[:min(len(list), topSizes)] {
		row(sizes[n], size(n))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func first[K any](list []K) []K { return list[:min(len(list), topSites)] }

// placeText tells what is made, by whom and where, with the line of the source.
func placeText(a *script.Allocations, s site, lines map[int]string) string {
	f := &a.Frames[s.frame]
	fn := &a.Funcs[f.Func]
	text := fmt.Sprintf("%s in %s", s.what, fn.Name)
	if f.Line == 0 {
		return text
	}
	text += fmt.Sprintf(" %s:%d:%d [%s]", fn.File, f.Line, f.Col, a.Label(f))
	if fn.Source == nil {
		return text
	}
	line, ok := lines[s.frame]
	if !ok {
		line = sourceLine(fn, f.Line)
		lines[s.frame] = line
	}
	return text + "  " + line
}

// size shows a number of bytes.
func size(n int64) string {
	f, unit := float64(n), "B"
	for _, next := range []string{"KB", "MB", "GB"} {
		if f < 1024 {
			break
		}
		f, unit = f/1024, next
	}
	if unit == "B" {
		return fmt.Sprintf("%d B", n)
	}
	return fmt.Sprintf("%.1f %s", f, unit)
}

// AllocJSON writes functions, frames, stacks and samples as one document.
func AllocJSON(w io.Writer, a *script.Allocations) error {
	type sample struct {
		Stack  int     `json:"stack"`
		What   string  `json:"what"`
		Bytes  int64   `json:"bytes"`
		Weight float64 `json:"weight"`
		Alive  bool    `json:"alive"`
	}
	functions, frames, stacks, samples := make([]function, len(a.Funcs)), []frame{}, []stack{}, []sample{}
	for i := range a.Funcs {
		f := &a.Funcs[i]
		functions[i] = function{Name: f.Name, Kind: kinds[f.Kind], File: f.File, Line: f.Line, Column: f.Col}
	}
	for i := range a.Frames {
		f := &a.Frames[i]
		frames = append(frames, frame{f.Func, f.Line, f.Col, a.Label(f)})
	}
	for _, n := range a.Nodes[1:] {
		stacks = append(stacks, stack{n.Parent - 1, n.Frame}) // without node 0
	}
	var all allocated
	for i := range a.Cells {
		c := &a.Cells[i]
		all.add(c)
		samples = append(samples, sample{c.Node - 1, c.What, c.Bytes, c.Weight, c.Alive})
	}
	return encode(w, map[string]any{
		"interval": a.Interval, "total": all, "functions": functions, "frames": frames, "stacks": stacks, "samples": samples,
	})
}

// AllocPprof writes the format of go tool pprof with the four kinds of samples that Go's
// own profiles of memory have.
func AllocPprof(w io.Writer, a *script.Allocations) error {
	type key struct {
		node  int
		what  string
		bytes int64
	}
	sums := map[key]*allocated{}
	for i := range a.Cells {
		sum(sums, key{a.Cells[i].Node, a.Cells[i].What, a.Cells[i].Bytes}, &a.Cells[i])
	}
	out := newPprof(&a.Profile)
	for _, t := range [][2]string{{"alloc_objects", "count"}, {"alloc_space", "bytes"}, {"inuse_objects", "count"}, {"inuse_space", "bytes"}} {
		out.valueType(1, t[0], t[1])
	}
	for _, k := range ranked(sums, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.node, b.node), cmp.Compare(a.what, b.what), cmp.Compare(a.bytes, b.bytes))
	}) {
		t := sums[k]
		out.sample(k.node, [][2]string{{"what", k.what}, {"tier", a.Label(a.FrameOf(k.node))}}, k.bytes, t.Objects, t.Bytes, t.Alive, t.InUse)
	}
	out.places()
	out.int(9, a.Start.UnixNano())
	out.int(10, a.Took.Nanoseconds())
	out.valueType(11, "space", "bytes")
	out.int(12, a.Interval)
	out.int(14, out.text.of("alloc_space"))
	return out.write(w)
}

// AllocCollapsed writes a line for each stack with its bytes; what was allocated is the innermost frame.
func AllocCollapsed(w io.Writer, a *script.Allocations) error {
	sums := map[string]int64{}
	for i := range a.Cells {
		c := &a.Cells[i]
		parts := []string{collapsedName(&script.Func{Name: c.What})}
		for n := range a.Stack(c.Node) {
			parts = append(parts, collapsedName(a.FuncOf(n)))
		}
		slices.Reverse(parts)
		sums[strings.Join(parts, ";")] += c.Total()
	}
	for _, line := range slices.Sorted(maps.Keys(sums)) {
		if _, err := fmt.Fprintf(w, "%s %d\n", line, sums[line]); err != nil {
			return err
		}
	}
	return nil
}

// HeapProfile writes what Chrome's DevTools call a .heapprofile: what was alive at the
// end, by stack. Lines and columns count from 0.
func HeapProfile(w io.Writer, a *script.Allocations) error {
	type node struct {
		CallFrame callFrame `json:"callFrame"`
		SelfSize  int64     `json:"selfSize"`
		ID        int       `json:"id"`
		Children  []*node   `json:"children"`
	}
	type sample struct {
		Size    int64 `json:"size"`
		NodeID  int   `json:"nodeId"`
		Ordinal int   `json:"ordinal"`
	}
	scripts := map[string]int{}
	root := &node{CallFrame: callFrame{FunctionName: "(root)", ScriptID: "0", LineNumber: -1, ColumnNumber: -1}, ID: 1, Children: []*node{}}
	nodes := map[int]*node{0: root}
	known := map[[2]int]*node{} // by node of the parent and function
	var of func(n int) *node
	of = func(n int) *node {
		if out := nodes[n]; out != nil {
			return out
		}
		parent, fn := of(a.Nodes[n].Parent), a.FrameOf(n).Func
		out := known[[2]int{parent.ID, fn}]
		if out == nil {
			out = &node{CallFrame: callFrameOf(&a.Funcs[fn], scripts), ID: len(known) + 2, Children: []*node{}}
			known[[2]int{parent.ID, fn}] = out
			parent.Children = append(parent.Children, out)
		}
		nodes[n] = out
		return out
	}
	samples := []sample{}
	for i := range a.Cells {
		c := &a.Cells[i]
		if !c.Alive {
			continue
		}
		n := of(c.Node)
		n.SelfSize += c.Total()
		samples = append(samples, sample{c.Total(), n.ID, i + 1})
	}
	return encode(w, map[string]any{"head": root, "samples": samples})
}

// callFrame is a function as the inspector's protocol has it.
type callFrame struct {
	FunctionName string `json:"functionName"`
	ScriptID     string `json:"scriptId"`
	URL          string `json:"url"`
	LineNumber   int    `json:"lineNumber"`
	ColumnNumber int    `json:"columnNumber"`
}

// callFrameOf describes a function; scripts are the numbers of files so far.
func callFrameOf(f *script.Func, scripts map[string]int) callFrame {
	out := callFrame{f.Name, "0", "", f.Line - 1, f.Col - 1}
	if f.File != "" {
		if scripts[f.File] == 0 {
			scripts[f.File] = len(scripts) + 1
		}
		out.ScriptID, out.URL = strconv.Itoa(scripts[f.File]), f.File
	}
	return out
}
