package bytecode_test

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

func setLoader(rt *object.Runtime, file string, load func(string) (*object.Module, error)) {
	rt.Hooks.LoadModule = func(rt *object.Runtime, ref *object.Instance, req object.ModuleRequest) (*object.Module, error) {
		base := file
		if ref != nil && ref.Module != nil {
			base = ref.Module.Name
		}
		p := filepath.Join(filepath.Dir(base), req.Specifier)
		if strings.HasSuffix(p, ".json") {
			b, _ := os.ReadFile(p)
			_ = b
			return nil, rt.TypeError("json")
		}
		return load(p)
	}
}

func runModule(rt *object.Runtime, m *object.Module) error {
	if err := m.Load(); err != nil {
		return err
	}
	if err := m.Link(); err != nil {
		return err
	}
	p, err := m.Evaluate()
	if err != nil {
		return err
	}
	if err := rt.RunJobs(); err != nil {
		return err
	}
	if st, v := object.StateOf(p); st == object.PromiseRejected {
		return rt.Throw(v)
	}
	return nil
}

func host262(rt *object.Runtime, realm *object.Realm) {
	o := rt.NewObject()
	def := func(name string, fn object.HostFunc) {
		f := realm.NewBuiltin(name, 0, fn, object.KindHost)
		_, _ = rt.CreateDataProperty(o, rt.Heap.InternGo(name), f.Value())
	}
	def("evalScript", func(c *object.Call) (heap.Value, error) {
		s, err := rt.ToGoString(c.Arg(0))
		if err != nil {
			return heap.Undefined, err
		}
		p, err := syntax.Parse(syntax.NewSource("evalScript", s), syntax.Options{Completion: true})
		if err != nil {
			return heap.Undefined, rt.SyntaxError("%s", err.Error())
		}
		return rt.RunScript(p, realm)
	})
	def("createRealm", func(c *object.Call) (heap.Value, error) {
		r := rt.NewRealm()
		save := rt.Cur
		rt.Cur = r
		host262(rt, r)
		rt.Cur = save
		return rt.Get(r.Global, rt.Heap.InternGo("$262"))
	})
	def("gc", func(c *object.Call) (heap.Value, error) { return heap.Undefined, nil })
	def("detachArrayBuffer", func(c *object.Call) (heap.Value, error) { return heap.Null, nil })
	_, _ = rt.CreateDataProperty(o, rt.Heap.InternGo("global"), realm.Global.Value())
	_, _ = rt.CreateDataProperty(realm.Global, rt.Heap.InternGo("$262"), o.Value())
}
