package object_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

func answer(*object.Call) (heap.Value, error) { return heap.Int(42), nil }

func TestLibrariesThatDoNotFitTogether(t *testing.T) {
	space := &object.Library{Name: "space", Groups: []*object.Group{{Name: "space", Global: true}, {Name: "hidden"}}}
	rows := &object.Library{Name: "rows", Globals: []object.Row{{Name: "f", Fn: answer}, {Name: "space", Fn: answer}}}
	for _, c := range []struct {
		list []*object.Library
		want string
	}{
		{[]*object.Library{space, rows}, "libraries space and rows both declare the global space"},
		{[]*object.Library{rows, space}, "libraries rows and space both declare the global space"},
		{[]*object.Library{rows, rows}, "libraries rows and rows both declare the global f"},
		{[]*object.Library{builtin.Library(), {Name: "math", Globals: []object.Row{{Name: "Math", Num: 1, Flags: object.RowNumber}}}},
			"libraries ECMA-262 and math both declare the global Math"},
		{[]*object.Library{builtin.Library(), {Name: "arrays", Groups: []*object.Group{{Name: "Lists", Proto: object.ArrayPrototype}}}},
			"libraries ECMA-262 and arrays both declare an intrinsic of the group Lists"},
		{[]*object.Library{builtin.Library(), {Name: "other", Globals: []object.Row{{Name: "other", Fn: answer, Intrinsic: object.EvalFunction}}}},
			"libraries ECMA-262 and other both declare an intrinsic of the global object"},
		{[]*object.Library{builtin.Library(), {Name: "second", Language: &object.Language{}}},
			"libraries ECMA-262 and second both have a Language"},
	} {
		_, err := object.New(object.Options{Libraries: c.list})
		assert.EqualError(t, err, c.want)
	}
}

func TestLibrariesCompose(t *testing.T) {
	forgot := 0
	list := []*object.Library{builtin.Library(), {
		Name:         "one",
		Groups:       []*object.Group{{Name: "one", Global: true, Rows: []object.Row{{Name: "f", Fn: answer}}}},
		ForgetShapes: func(*object.Runtime) { forgot++ },
	}, {
		Name:         "two",
		Groups:       []*object.Group{{Name: "Two", Fn: answer, Global: true, Static: []object.Row{{Name: "f", Fn: answer}}}, {Name: "three", Global: true}},
		Globals:      []object.Row{{Name: "four", Fn: answer}},
		ForgetShapes: func(*object.Runtime) { forgot++ },
	}}
	rt, err := object.New(object.Options{Libraries: list, Tiers: scripttest.Interp(), Heap: heap.Options{ShapeIDs: 1 << 12}})
	require.NoError(t, err)
	rt.NewRealm()
	v := run(t, rt, `[one.f(), Two.f(), Two(), four(), "prototype" in Two, typeof three, typeof Math, [one, three].map(String)].join()`)
	assert.Equal(t, "42,42,42,42,false,object,object,[object Object],[object Object]", v.Str().Go(rt.Heap))
	run(t, rt, `for (let i = 0; i < 5000; i++) ({})["p" + i] = i`)
	assert.Positive(t, forgot)
	assert.Zero(t, forgot%2, "a library has not been told")

	partial, err := object.New(object.Options{Libraries: list[1:2], Tiers: scripttest.Interp()})
	require.NoError(t, err)
	partial.NewRealm()
	assert.Equal(t, heap.Int(42), run(t, partial, "one.f()"))
	_, err = tryRun(partial, "/x/")
	assert.Error(t, err)
}

var pairPrototype = object.NewIntrinsic()

// A constructor of one realm that is used with a new.target of another, without a
// prototype of its own, makes objects of that other realm.
func TestIntrinsicsOfLibraries(t *testing.T) {
	late := new(object.IntrinsicID)
	pairs := &object.Library{Name: "pairs", Groups: []*object.Group{{
		Name:   "Pair",
		Length: 2,
		Global: true,
		Proto:  pairPrototype,
		Fn: func(c *object.Call) (heap.Value, error) {
			o, err := c.RT.OrdinaryCreateFromConstructor(c.NewTarget, pairPrototype, heap.ClassObject)
			if err != nil {
				return heap.Undefined, err
			}
			return o.Value(), nil
		},
		Rows: []object.Row{{Name: "late", Get: func(c *object.Call) (heap.Value, error) { return c.Realm.Intrinsic(*late).Value(), nil }}},
	}}}
	rt, err := object.New(object.Options{Libraries: []*object.Library{builtin.Library(), pairs}, Tiers: scripttest.Interp()})
	require.NoError(t, err)
	first, second := rt.NewRealm(), rt.NewRealm()
	rt.Heap.AddProperty(first.Global, rt.Heap.InternGo("other"), second.Global.Value(), heap.HiddenAttrs)
	v := run(t, rt, `
		const strange = new other.Function();
		strange.prototype = null;
		[Object.getPrototypeOf(new Pair()) === Pair.prototype,
		Object.getPrototypeOf(Reflect.construct(Pair, [], strange)) === other.Pair.prototype,
		Pair.prototype !== other.Pair.prototype,
		Pair.prototype.constructor === Pair].join()`)
	assert.Equal(t, "true,true,true,true", v.Str().Go(rt.Heap))

	*late = object.NewIntrinsic()
	assert.Equal(t, heap.True, run(t, rt, `new Pair().late === Pair.prototype.late && typeof Pair.prototype.late === "object"`))
}

// An addition is a property of the prototype of another library's group, in realms that have the
// library with the addition.
func TestLibraryAddsToAnotherLibrary(t *testing.T) {
	more := &object.Library{Name: "more", Additions: []object.Addition{
		{Group: "Date", Rows: []object.Row{{Name: "answer", Fn: answer}}},
		{Group: "Nothing", Rows: []object.Row{{Name: "answer", Fn: answer}}},
	}}
	rt, err := object.New(object.Options{Libraries: []*object.Library{builtin.Library(), more}, Tiers: scripttest.Interp()})
	require.NoError(t, err)
	for _, r := range []struct {
		realm *object.Realm
		has   bool
	}{
		{rt.NewRealm(), true},
		{rt.NewRealmWith(func(l *object.Library) bool { return l != more }), false},
	} {
		date, err := rt.Get(r.realm.Global, rt.Heap.InternGo("Date"))
		require.NoError(t, err)
		proto, err := rt.Get(date.Object(), rt.Heap.Names.Prototype)
		require.NoError(t, err)
		v, err := rt.Get(proto.Object(), rt.Heap.InternGo("answer"))
		require.NoError(t, err)
		require.Equal(t, r.has, !v.IsUndefined())
	}
}
