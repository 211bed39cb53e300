package trial

import (
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Packages are the packages of goja that others can import.
var Packages = []string{
	"github.com/dop251/goja",
	"github.com/dop251/goja/ast",
	"github.com/dop251/goja/file",
	"github.com/dop251/goja/ftoa",
	"github.com/dop251/goja/parser",
	"github.com/dop251/goja/token",
	"github.com/dop251/goja/unistring",
}

// Interface gives what the packages export, as seen from the module in dir: names such as
// "goja.Runtime.Set" with their types.
func Interface(dir string) (map[string]string, error) {
	out, err := Go(dir, append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}"}, Packages...)...)
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if path, file, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			files[path] = file
		}
	}
	imp := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(files[path])
	})
	all := map[string]string{}
	for _, path := range Packages {
		pkg, err := imp.Import(path)
		if err != nil {
			return nil, err
		}
		addPackage(all, pkg)
	}
	return all, nil
}

// nameless is a type without the names of parameters and results, which do not matter.
func nameless(t types.Type) types.Type {
	f, ok := t.(*types.Signature)
	if !ok {
		return t
	}
	return types.NewSignatureType(nil, nil, nil, namelessList(f.Params()), namelessList(f.Results()), f.Variadic())
}

func namelessList(list *types.Tuple) *types.Tuple {
	var vars []*types.Var
	for v := range list.Variables() {
		vars = append(vars, types.NewParam(v.Pos(), v.Pkg(), "", nameless(v.Type())))
	}
	return types.NewTuple(vars...)
}

func typeText(t types.Type) string { return types.TypeString(nameless(t), qualifier) }

func qualifier(p *types.Package) string { return p.Name() }

func addPackage(all map[string]string, pkg *types.Package) {
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		o := scope.Lookup(name)
		if !o.Exported() {
			continue
		}
		full := pkg.Name() + "." + name
		switch o := o.(type) {
		case *types.Const:
			all[full] = fmt.Sprintf("const %s = %s", typeText(o.Type()), o.Val())
		case *types.TypeName:
			addType(all, full, o)
		default:
			all[full] = strings.SplitN(o.String(), " ", 2)[0] + " " + typeText(o.Type())
		}
	}
}

// addType adds a type with its exported fields and methods.
func addType(all map[string]string, full string, o *types.TypeName) {
	under := o.Type().Underlying()
	switch under := under.(type) {
	case *types.Struct:
		all[full] = "type struct"
		for i := range under.NumFields() {
			if f := under.Field(i); f.Exported() {
				all[full+"."+f.Name()] = "field " + typeText(f.Type())
			}
		}
	case *types.Interface:
		all[full] = "type interface"
		for i := range under.NumMethods() {
			if m := under.Method(i); m.Exported() {
				all[full+"."+m.Name()] = "method " + typeText(m.Type())
			}
		}
		return
	default:
		all[full] = "type " + typeText(under)
	}
	set := types.NewMethodSet(types.NewPointer(o.Type()))
	for i := range set.Len() {
		m := set.At(i).Obj()
		if !m.Exported() {
			continue
		}
		pointer := ""
		if types.NewMethodSet(o.Type()).Lookup(m.Pkg(), m.Name()) == nil {
			pointer = "*"
		}
		all[full+"."+m.Name()] = "method " + pointer + typeText(m.Type())
	}
}

// RealInterface is Interface of goja itself.
func RealInterface() (map[string]string, error) {
	dir, err := os.MkdirTemp("", "trial")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path, version, _ := strings.Cut(Goja, "@")
	text := fmt.Sprintf("module trial\n\ngo 1.26.0\n\nrequire %s %s\n", path, version)
	source := "package trial\n\nimport (\n"
	for _, p := range Packages {
		source += fmt.Sprintf("\t_ %q\n", p)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o644); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "trial.go"), []byte(source+")\n"), 0o644); err != nil {
		return nil, err
	}
	if out, err := Go(dir, "mod", "tidy"); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	return Interface(dir)
}
