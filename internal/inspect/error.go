package inspect

import (
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
)

// errorText is the stack of an error, under the name of its class; it is bracketed when it
// has no frames.
func (in *inspector) errorText(o *heap.Object, name, tag string) string {
	rt := in.rt
	s := in.stackText(o)
	own, _ := rt.LookupData(o, rt.Heap.Names.Name)
	switch {
	case name == "":
		s = withoutClass(s)
	case own.IsString():
		s = improved(s, own.Str().Go(rt.Heap), name, tag)
	}
	lines := strings.Split(s, "\n")
	frames := false
	for i, line := range lines {
		if !strings.HasPrefix(line, "    at ") {
			continue
		}
		frames = true
		if strings.HasSuffix(line, "(native)") {
			lines[i] = in.paint(undefinedStyle, line)
		}
		if !in.step() {
			return ""
		}
	}
	s = strings.Join(lines, "\n"+strings.Repeat(" ", in.indent))
	if !frames {
		s = "[" + s + "]"
	}
	return s
}

// stackText is the stack of an error as a script finds it, if it is a text.
func (in *inspector) stackText(o *heap.Object) string {
	rt := in.rt
	if v, ok := in.own(o, rt.Heap.InternGo("stack")); ok && v.IsString() && v.Str().Len() > 0 {
		return v.Str().Go(rt.Heap)
	}
	return rt.ErrorStack(o).Go(rt.Heap)
}

// improved puts the name of the class of an error in the place of its own name at the
// beginning of its stack, or before it where the one does not contain the other.
func improved(stack, own, class, tag string) string {
	if !strings.HasSuffix(own, "Error") || !strings.HasPrefix(stack, own) {
		return stack
	}
	rest := stack[len(own):]
	if rest != "" && rest[0] != ':' && rest[0] != '\n' {
		return stack
	}
	title := strings.TrimSuffix(prefix(class, tag, "Error", ""), " ")
	switch {
	case title == own:
		return stack
	case strings.Contains(title, own):
		return title + rest
	}
	return title + " [" + own + "]" + rest
}

// withoutClass is the stack of an error that has no prototype.
func withoutClass(stack string) string {
	if end := strings.IndexAny(stack, ":\n "); end > 0 && stack[end] != ' ' {
		return "[" + stack[:end] + ": null prototype]" + stack[end:]
	}
	return stack
}

// told reports whether the stack of an error shows its property key already.
func (in *inspector) told(o *heap.Object, key heap.Value) bool {
	names := &in.rt.Heap.Names
	if key != names.Message && key != names.Name && key != in.rt.Heap.InternGo("stack") {
		return false
	}
	v, ok := in.own(o, key)
	return ok && v.IsString() && strings.Contains(in.stackText(o), v.Str().Go(in.rt.Heap))
}

// hasHidden reports whether an error has an own property that is shown although it is not
// enumerable.
func (in *inspector) hasHidden(o *heap.Object, name string) bool {
	d, ok := in.getOwn(o, in.rt.Heap.InternGo(name))
	return ok && !d.Enumerable()
}

// hidden appends a property of an error that is shown although it is not
// enumerable.
func (in *inspector) hidden(l *layout, o *heap.Object, name string, level int) {
	d, ok := in.getOwn(o, in.rt.Heap.InternGo(name))
	if ok && !d.Enumerable() {
		l.parts = append(l.parts, "["+name+"]: "+in.property(&d, level))
	}
}
