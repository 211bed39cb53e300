package web

import (
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/kilnjs/kiln/internal/inspect"
	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Console is the library with the namespace console (https://console.spec.whatwg.org).
// log, info and debug write to the Stdout of the runtime, error and warn to its Stderr.
func Console() *object.Library { return consoleLibrary }

var consoleLibrary = &object.Library{Name: "web.Console", ShadowRealms: true, Groups: []*object.Group{{
	Name:   "console",
	Global: true,
	Rows: []object.Row{
		{Name: "assert", Fn: consoleAssert},
		{Name: "count", Fn: consoleCount},
		{Name: "countReset", Fn: consoleCountReset},
		{Name: "debug", Fn: consoleLog},
		{Name: "dir", Fn: consoleDir},
		{Name: "error", Fn: consoleError},
		{Name: "group", Fn: consoleGroupStart},
		{Name: "groupCollapsed", Fn: consoleGroupStart},
		{Name: "groupEnd", Fn: consoleGroupEnd},
		{Name: "info", Fn: consoleLog},
		{Name: "log", Fn: consoleLog},
		{Name: "time", Fn: consoleTime},
		{Name: "timeEnd", Fn: consoleTimeEnd},
		{Name: "timeLog", Fn: consoleTimeLog},
		{Name: "trace", Fn: consoleTrace},
		{Name: "warn", Fn: consoleError},
		{Name: "@@toStringTag", Str: "console", Flags: object.RowString},
	},
}}}

// ColorWriter is a Stdout or Stderr of a runtime on which the console shows values in the
// colours of a terminal, if it says so.
type ColorWriter interface {
	io.Writer
	// Colors reports whether colours are wanted.
	Colors() bool
}

// consoleState is what the console of a runtime remembers.
type consoleState struct {
	groups int // nesting of console.group
	counts labels[int]
	clocks labels[time.Duration]
}

// extConsole is where a runtime keeps its consoleState.
var extConsole = object.NewExtension()

func state(rt *object.Runtime) *consoleState {
	if s, ok := rt.Ext(extConsole).(*consoleState); ok {
		return s
	}
	s := &consoleState{counts: newLabels[int](rt.Heap), clocks: newLabels[time.Duration](rt.Heap)}
	rt.SetExt(extConsole, s)
	return s
}

// bytesPerStep is how many bytes of output count as one turn of a loop.
const bytesPerStep = 64

// writeLine writes text, indented by the groups, and a newline. What is returned ends the
// script.
func writeLine(rt *object.Runtime, w io.Writer, s string) error {
	if err := rt.Steps(len(s) / bytesPerStep); err != nil {
		return err
	}
	if n := state(rt).groups; n > 0 {
		indent := strings.Repeat("  ", n)
		if lines := strings.Count(s, "\n"); lines > 100 {
			if err := rt.CheckAlloc(lines * len(indent)); err != nil {
				return err
			}
		}
		s = indent + strings.ReplaceAll(s, "\n", "\n"+indent)
	}
	return rt.Print(w, toUTF8(s)+"\n")
}

// toUTF8 replaces the lone surrogates of WTF-8 text.
func toUTF8(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func consoleLog(c *object.Call) (heap.Value, error) {
	s, err := formatArgs(c.RT, c.RT.Stdout, c.Args)
	if err == nil {
		err = writeLine(c.RT, c.RT.Stdout, s)
	}
	return heap.Undefined, err
}

func consoleError(c *object.Call) (heap.Value, error) {
	s, err := formatArgs(c.RT, c.RT.Stderr, c.Args)
	if err == nil {
		err = writeLine(c.RT, c.RT.Stderr, s)
	}
	return heap.Undefined, err
}

func consoleDir(c *object.Call) (heap.Value, error) {
	s, err := describe(c.RT, c.RT.Stdout, c.Arg(0))
	if err == nil {
		err = writeLine(c.RT, c.RT.Stdout, s)
	}
	return heap.Undefined, err
}

func consoleTrace(c *object.Call) (heap.Value, error) {
	rt := c.RT
	s, err := formatArgs(rt, nil, c.Args)
	if err != nil {
		return heap.Undefined, err
	}
	e := rt.NewError(object.ErrorPrototype, s)
	stack := rt.ErrorStack(e).Go(rt.Heap)
	return heap.Undefined, writeLine(rt, rt.Stderr, "Trace"+strings.TrimPrefix(stack, "Error"))
}

func consoleAssert(c *object.Call) (heap.Value, error) {
	if object.ToBoolean(c.Arg(0)) {
		return heap.Undefined, nil
	}
	s := "Assertion failed"
	if len(c.Args) > 1 {
		rest, err := formatArgs(c.RT, c.RT.Stderr, c.Args[1:])
		if err != nil {
			return heap.Undefined, err
		}
		s += ": " + rest
	}
	return heap.Undefined, writeLine(c.RT, c.RT.Stderr, s)
}

// maxLabels bounds how many counters and how many clocks are remembered; labelBytes
// is what one takes beside its text.
const (
	maxLabels  = 1 << 12
	labelBytes = 80
)

// labels are the counters or the clocks of the console, by name.
type labels[T any] struct {
	of     map[string]T
	memory heap.Account
}

func newLabels[T any](h *heap.Heap) labels[T] { return labels[T]{map[string]T{}, h.Account()} }

func (l *labels[T]) set(name string, v T) {
	if _, ok := l.of[name]; !ok {
		if len(l.of) >= maxLabels {
			clear(l.of)
			l.memory.Close()
		}
		l.memory.Add(int64(len(name)) + labelBytes)
	}
	l.of[name] = v
}

func (l *labels[T]) remove(name string) {
	if _, ok := l.of[name]; ok {
		l.memory.Add(-int64(len(name)) - labelBytes)
		delete(l.of, name)
	}
}

// label is argument 0 as text, "default" when it is undefined.
func label(c *object.Call) (string, error) {
	if c.Arg(0).IsUndefined() {
		return "default", nil
	}
	return c.RT.ToGoString(c.Arg(0))
}

func consoleCount(c *object.Call) (heap.Value, error) {
	name, err := label(c)
	if err != nil {
		return heap.Undefined, err
	}
	counts := &state(c.RT).counts
	n := counts.of[name] + 1
	counts.set(name, n)
	return heap.Undefined, writeLine(c.RT, c.RT.Stdout, name+": "+strconv.Itoa(n))
}

func consoleCountReset(c *object.Call) (heap.Value, error) {
	name, err := label(c)
	state(c.RT).counts.remove(name)
	return heap.Undefined, err
}

func consoleGroupStart(c *object.Call) (heap.Value, error) {
	if len(c.Args) > 0 {
		if _, err := consoleLog(c); err != nil {
			return heap.Undefined, err
		}
	}
	if st := state(c.RT); st.groups < 100 {
		st.groups++
	}
	return heap.Undefined, nil
}

func consoleGroupEnd(c *object.Call) (heap.Value, error) {
	if st := state(c.RT); st.groups > 0 {
		st.groups--
	}
	return heap.Undefined, nil
}

func consoleTime(c *object.Call) (heap.Value, error) {
	name, err := label(c)
	if err == nil {
		state(c.RT).clocks.set(name, c.RT.Elapsed())
	}
	return heap.Undefined, err
}

func consoleTimeLog(c *object.Call) (heap.Value, error) {
	name, err := label(c)
	if err != nil {
		return heap.Undefined, err
	}
	if start, ok := state(c.RT).clocks.of[name]; ok {
		ms := float64(c.RT.Elapsed()-start) / float64(time.Millisecond)
		err = writeLine(c.RT, c.RT.Stdout, name+": "+strconv.FormatFloat(ms, 'f', 3, 64)+"ms")
	}
	return heap.Undefined, err
}

func consoleTimeEnd(c *object.Call) (heap.Value, error) {
	_, err := consoleTimeLog(c)
	if name, e := label(c); e == nil {
		state(c.RT).clocks.remove(name)
	}
	return heap.Undefined, err
}

// describe shows a value as w likes it.
func describe(rt *object.Runtime, w io.Writer, v heap.Value) (string, error) {
	c, ok := w.(ColorWriter)
	return inspect.With(rt, v, inspect.Options{Colors: ok && c.Colors()})
}

// formatArgs joins console arguments for w: strings as they are, everything else
// inspected. A first string may hold the directives %s %d %i %f %j %o %O %c %%.
func formatArgs(rt *object.Runtime, w io.Writer, args []heap.Value) (string, error) {
	var b strings.Builder
	rest := args
	if len(args) > 1 && args[0].IsString() {
		n, err := formatDirectives(rt, w, &b, args)
		if err != nil {
			return "", err
		}
		rest = args[n:]
	}
	for i, v := range rest {
		if i > 0 || len(rest) != len(args) {
			b.WriteByte(' ')
		}
		if v.IsString() {
			b.WriteString(v.Str().Go(rt.Heap))
			continue
		}
		s, err := describe(rt, w, v)
		if err != nil {
			return "", err
		}
		b.WriteString(s)
	}
	return b.String(), nil
}

// formatDirectives expands args[0] and returns how many arguments it took.
func formatDirectives(rt *object.Runtime, w io.Writer, b *strings.Builder, args []heap.Value) (int, error) {
	format := args[0].Str().Go(rt.Heap)
	used := 1
	for {
		i := strings.IndexByte(format, '%')
		if i < 0 || i+1 == len(format) {
			b.WriteString(format)
			return used, nil
		}
		b.WriteString(format[:i])
		verb := format[i+1]
		format = format[i+2:]
		if verb == '%' {
			b.WriteByte('%')
			continue
		}
		if used == len(args) || strings.IndexByte("sdifjoOc", verb) < 0 {
			b.WriteByte('%')
			b.WriteByte(verb)
			continue
		}
		s, err := formatDirective(rt, w, verb, args[used])
		if err != nil {
			return 0, err
		}
		used++
		b.WriteString(s)
	}
}

func formatDirective(rt *object.Runtime, w io.Writer, verb byte, v heap.Value) (string, error) {
	number := v.IsNumber() || v.IsString() || v.IsBool() || v.IsNull()
	switch verb {
	case 's':
		if v.IsString() {
			return v.Str().Go(rt.Heap), nil
		}
	case 'c':
		return "", nil
	case 'j':
		return jsonText(rt, v)
	case 'd', 'i', 'f':
		if v.IsBigInt() && verb != 'f' {
			break
		}
		f := 0.0
		var err error
		switch {
		case !number:
			return "NaN", nil
		case verb == 'd':
			f, err = rt.ToNumber(v)
		default:
			var s string
			if s, err = rt.ToGoString(v); verb == 'i' {
				f = num.ParseIntPrefix(s, 10)
			} else {
				f = num.ParseFloatPrefix(s)
			}
		}
		return num.FormatNumber(f), err
	}
	return describe(rt, w, v)
}

// jsonText is v as JSON.stringify gives it.
func jsonText(rt *object.Runtime, v heap.Value) (string, error) {
	stringify := rt.Language().StringifyJSON
	if stringify == nil {
		return inspect.Value(rt, v)
	}
	v, err := stringify(rt, v)
	if err != nil {
		return "", err
	}
	return rt.ToGoString(v)
}
