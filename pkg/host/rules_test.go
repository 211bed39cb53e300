package host_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/host"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

type world struct {
	*testing.T
	rt *object.Runtime
	b  *host.Bridge
}

func newWorld(t *testing.T, rules *host.Rules) *world {
	rt, err := object.New(object.Options{Libraries: []*object.Library{builtin.Library()}, Tiers: scripttest.Interp()})
	require.NoError(t, err)
	rt.NewRealm()
	if rules.Hold == nil {
		rules.Hold = func(_ *host.Bridge, v heap.Value) any { return v }
	}
	if rules.Enter == nil {
		rules.Enter = func(_ *host.Bridge, f func() error) error { return f() }
	}
	return &world{t, rt, host.New(rt, rules, nil)}
}

func (w *world) set(name string, x any) {
	w.Helper()
	v, err := w.b.ToValue(x)
	require.NoError(w, err)
	require.NoError(w, w.rt.Set(w.rt.Realms[0].Global, w.rt.Heap.InternGo(name), v, true))
}

func (w *world) run(source string) (heap.Value, error) {
	w.Helper()
	prog, err := syntax.Parse(syntax.NewSource("test.js", source), syntax.Options{Completion: true})
	require.NoError(w, err)
	return w.rt.RunScript(prog, w.rt.Realms[0])
}

func (w *world) show(source string) string {
	w.Helper()
	v, err := w.run(source)
	if thrown, ok := err.(*object.Throw); ok {
		return w.rt.DescribeThrown(thrown.Value)
	}
	require.NoError(w, err)
	s, err := w.rt.ToGoString(v)
	require.NoError(w, err)
	return s
}

type inner struct{ Deep int }

type outer struct {
	*inner
	Label string
	Named inner `js:"named"`
	inner2
	List   []int
	Fixed  [2]string
	Iface  any
	Action func(int) int
	Skip   int `js:"-"`
}

type inner2 struct{ Label, Other string }

func (o *outer) Double(n int8) int8 { return 2 * n }

func (o outer) Value() string { return o.Label }

func TestEmbeddedStructs(t *testing.T) {
	w := newWorld(t, &host.Rules{})
	o := &outer{Label: "out", inner2: inner2{"hidden", "other"}, Action: func(n int) int { return n + 1 }, List: make([]int, 1, 4)}
	w.set("o", o)
	assert.Equal(t, "Label,named,Other,List,Fixed,Iface,Action", w.show("Object.keys(o).join()"), "nobody has made the embedded pointer")
	assert.Equal(t, "undefined", w.show("typeof o.Deep"))
	assert.Contains(t, w.show("'use strict'; o.Deep = 1"), "TypeError")
	o.inner = &inner{5}
	assert.Equal(t, "5,out,other,0", w.show("[o.Deep, o.Label, o.Other, o.named.Deep].join()"))
	assert.Equal(t, "out", w.show("o.Value()"))
	assert.Equal(t, "6", w.show("o.Action(5)"))
	assert.Equal(t, "7", w.show("o.Action = n => n + 2; o.Action(5)"))
	assert.Equal(t, 9, o.Action(7))
	assert.Equal(t, "6", w.show("o.Double(3)"))
	assert.Contains(t, w.show("o.Double(300)"), "argument 1: the number 300 cannot become a int8")
	assert.Equal(t, "0,1,2", w.show("o.List.push(1, 2); o.List.join()"))
	assert.Equal(t, []int{0, 1, 2}, o.List)
	assert.Equal(t, 4, cap(o.List), "there was room")
	assert.Equal(t, "a,", w.show("o.Fixed[0] = 'a'; o.Fixed.join()"))
	assert.Equal(t, "3,9,1,0", w.show("o.List = [3, 1]; o.List.splice(1, 0, 9); o.List.length = 4; o.List.join()"))
}

func TestSlicesThatScriptsShortenLeaveOthersAlone(t *testing.T) {
	w := newWorld(t, &host.Rules{})
	all := []int{1, 2, 3, 4}
	w.set("list", all[:2])
	assert.Equal(t, "2,1", w.show("list.pop() + ',' + list.length"))
	assert.Equal(t, "1,7,8", w.show("list.push(7, 8); list.join()"))
	assert.Equal(t, []int{3, 4}, all[2:], "what lies behind is not the script's")
}

func TestMethodsOfTheObjectsThemselves(t *testing.T) {
	w := newWorld(t, &host.Rules{OwnMethods: true, MethodName: func(_ reflect.Type, m reflect.Method) string { return strings.ToLower(m.Name) }})
	w.set("o", &outer{Label: "x"})
	assert.Equal(t, "x4", w.show("var {value, double} = o; value() + double(2)"))
	assert.Equal(t, "true", w.show("Object.keys(o).includes('double')"))
}

func TestConversionsThatCoerce(t *testing.T) {
	w := newWorld(t, &host.Rules{Coerce: true})
	w.set("add", func(a int, b float32, s string, c bool) string { return s + string(rune('0'+a+int(b))) })
	assert.Equal(t, "null6", w.show("add('4', '2.5', null, 1)"))
	assert.Equal(t, "0", w.show("add()"))
	w.set("byte", func(b uint8) int { return int(b) })
	assert.Equal(t, "44", w.show("byte(300)"))
}

func TestOtherRulesMakeOtherObjects(t *testing.T) {
	w := newWorld(t, &host.Rules{})
	o := &outer{}
	w.set("a", o)
	w.b.SetRules(&host.Rules{FieldName: func(_ reflect.Type, f reflect.StructField) string { return "_" + f.Name }, Hold: func(_ *host.Bridge, v heap.Value) any { return v }})
	w.set("b", o)
	assert.Equal(t, "false", w.show("a === b"))
	assert.Equal(t, "l", w.show("b._Label = 'l'; a.Label"))
	v, err := w.run("a")
	require.NoError(t, err)
	x, err := w.b.Export(v)
	require.NoError(t, err)
	assert.Same(t, o, x)
}
