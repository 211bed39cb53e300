package perf

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Options say which files to write.
type Options struct {
	Map  bool   // a map of symbols in MapFolder
	Dump string // a dump in this folder; "" for none
}

// Start names the machine code that rt makes from now on, until stop is called. The
// error of stop is the first one of all that was written.
func Start(rt *kiln.Runtime, o Options) (stop func() error, err error) {
	var m *Map
	var d *Dump
	if o.Map {
		if m, err = CreateMap(MapFolder); err != nil {
			return nil, err
		}
	}
	if o.Dump != "" {
		if d, err = CreateDump(o.Dump); err != nil {
			if m != nil {
				err = errors.Join(err, m.Close())
			}
			return nil, err
		}
	}
	rt.Tiers().OnMachineCode(func(made *native.Made) {
		c := codeOf(made)
		if m != nil {
			m.Add(c)
		}
		if d != nil {
			d.Add(c)
		}
	})
	return func() error {
		rt.Tiers().OnMachineCode(nil)
		var errs [2]error
		if m != nil {
			errs[0] = m.Close()
		}
		if d != nil {
			errs[1] = d.Close()
		}
		return errors.Join(errs[:]...)
	}, nil
}

// codeOf names machine code as other engines do, so that tools tell scripts by it.
func codeOf(made *native.Made) *Code {
	c := &Code{Address: uint64(made.Address), Bytes: made.Bytes}
	if made.Code == nil {
		c.Name = "kiln:return"
		return c
	}
	f := made.Code.Definition()
	src := f.Program.Source
	line, column := src.Position(f.From)
	name := syntax.TitleOf(f)
	if name == "" {
		name = "(anonymous)"
	}
	c.File = src.Name
	if path, err := filepath.Abs(src.Name); err == nil {
		if _, err := os.Stat(path); err == nil {
			c.File = path // perf may run in another folder
		}
	}
	c.Name = fmt.Sprintf("JS:*%s %s:%d:%d", name, src.Name, line, column)
	if made.Code.Func == nil {
		c.Name = "Builtin:" + name // its Body
	}
	for _, p := range made.Places {
		line, column := src.Position(p.Pos)
		c.Lines = append(c.Lines, Line{p.Offset, line, column})
	}
	if made.Entry != 0 && len(c.Lines) > 0 {
		c.Name += fmt.Sprintf(" (loop at line %d)", c.Lines[0].Line)
	}
	return c
}
