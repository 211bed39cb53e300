package intl

import (
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idLocale          = object.NewIntrinsic()
	idLocalePrototype = object.NewIntrinsic()
)

// localeTag is the internal slot [[Locale]]. The other slots of the specification are parts of
// it: getters read them there.
const localeTag = 0

// localeGroup declares %Intl.Locale% and its prototype (sec-intl-locale-constructor).
var localeGroup = &object.Group{
	Name:   "Locale",
	Length: 1,
	Fn:     newLocale,
	Ctor:   idLocale,
	Proto:  idLocalePrototype,
	Lazy: func() (static, rows []object.Row) {
		return nil, []object.Row{
			{Name: "baseName", Get: getter(func(id *localeID) (string, bool) { return id.baseName(), true })},
			{Name: "calendar", Get: keyGetter("ca")},
			{Name: "caseFirst", Get: keyGetter("kf")},
			{Name: "collation", Get: keyGetter("co")},
			{Name: "firstDayOfWeek", Get: keyGetter("fw")},
			{Name: "hourCycle", Get: keyGetter("hc")},
			{Name: "language", Get: getter(func(id *localeID) (string, bool) { return id.language, true })},
			{Name: "maximize", Fn: method(maximize)},
			{Name: "minimize", Fn: method(minimize)},
			{Name: "numberingSystem", Get: keyGetter("nu")},
			{Name: "numeric", Get: method(numeric)},
			{Name: "region", Get: getter(func(id *localeID) (string, bool) { return id.region, id.region != "" })},
			{Name: "script", Get: getter(func(id *localeID) (string, bool) { return id.script, id.script != "" })},
			{Name: "toString", Fn: localeToString},
			{Name: "getCalendars", Fn: method(getCalendars)},
			{Name: "getCollations", Fn: method(getCollations)},
			{Name: "getHourCycles", Fn: method(getHourCycles)},
			{Name: "getNumberingSystems", Fn: method(getNumberingSystems)},
			{Name: "getTimeZones", Fn: method(getTimeZones)},
			{Name: "getTextInfo", Fn: method(getTextInfo)},
			{Name: "getWeekInfo", Fn: method(getWeekInfo)},
			{Name: "variants", Get: getter(func(id *localeID) (string, bool) {
				return strings.Join(id.variants, "-"), len(id.variants) > 0
			})},
			{Name: "@@toStringTag", Str: "Intl.Locale", Flags: object.RowString},
		}
	},
}

// localeOf is v as an object with the slot [[InitializedLocale]], nil if it is none.
func localeOf(v heap.Value) *heap.Object {
	if v.IsObject() && v.Object().Class() == heap.ClassLocale {
		return v.Object()
	}
	return nil
}

// tagOf is [[Locale]].
func tagOf(rt *object.Runtime, o *heap.Object) string {
	s := o.Internal(localeTag).Str()
	rt.Work(workOfTag * s.Len())
	return s.Go(rt.Heap)
}

// receiver is the this value, which has to be an Intl.Locale.
func receiver(c *object.Call) (*heap.Object, error) {
	if o := localeOf(c.This); o != nil {
		return o, nil
	}
	return nil, c.RT.TypeError("%s is not an Intl.Locale", c.RT.Describe(c.This))
}

// method makes a method or getter that works with the parts of the tag.
func method(f func(rt *object.Runtime, id *localeID) (heap.Value, error)) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		o, err := receiver(c)
		if err != nil {
			return heap.Undefined, err
		}
		id, _ := parseTag(tagOf(c.RT, o))
		return f(c.RT, &id)
	}
}

// getter makes a getter of a part of the tag, undefined where it is missing.
func getter(f func(id *localeID) (string, bool)) object.HostFunc {
	return method(func(rt *object.Runtime, id *localeID) (heap.Value, error) {
		s, ok := f(id)
		if !ok {
			return heap.Undefined, nil
		}
		return rt.Heap.NewString(s).Value(), nil
	})
}

func keyGetter(key string) object.HostFunc {
	return getter(func(id *localeID) (string, bool) { return id.keyword(key) })
}

// newLocale is Intl.Locale (sec-intl.locale).
func newLocale(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor Intl.Locale requires 'new'")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idLocalePrototype, heap.ClassLocale)
	if err != nil {
		return heap.Undefined, err
	}
	tag := c.Arg(0)
	if !tag.IsString() && !tag.IsObject() {
		return heap.Undefined, rt.TypeError("First argument to Intl.Locale constructor can't be empty or missing")
	}
	var id localeID
	var text string
	if l := localeOf(tag); l != nil {
		text = tagOf(rt, l)
	} else if text, err = toText(rt, tag); err != nil {
		return heap.Undefined, err
	}
	opt, err := coerceOptionsToObject(rt, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	if id, err = readTag(rt, text); err != nil {
		return heap.Undefined, err
	}
	id.canonicalize()
	if err := opt.updateLanguageID(&id.languageID); err != nil {
		return heap.Undefined, err
	}
	for _, k := range keyOptions {
		value, given, err := k.read(&opt)
		if err != nil {
			return heap.Undefined, err
		}
		if given {
			id.setKeyword(k.key, value)
		}
	}
	id.canonicalize()
	return setLocale(rt, o, &id), nil
}

// setLocale gives an object its tag.
func setLocale(rt *object.Runtime, o *heap.Object, id *localeID) heap.Value {
	rt.Heap.SetInternal(o, localeTag, rt.Heap.NewString(id.String()).Value())
	return o.Value()
}

// newLocaleOf is Construct(%Intl.Locale%, « tag »).
func newLocaleOf(rt *object.Runtime, id *localeID) (heap.Value, error) {
	id.canonicalize()
	return setLocale(rt, rt.NewIntrinsicObject(heap.ClassLocale, idLocalePrototype), id), nil
}

// maximize is Intl.Locale.prototype.maximize (sec-Intl.Locale.prototype.maximize).
func maximize(rt *object.Runtime, id *localeID) (heap.Value, error) {
	id.addLikelySubtags()
	return newLocaleOf(rt, id)
}

// minimize is Intl.Locale.prototype.minimize (sec-Intl.Locale.prototype.minimize).
func minimize(rt *object.Runtime, id *localeID) (heap.Value, error) {
	id.removeLikelySubtags()
	return newLocaleOf(rt, id)
}

// numeric is get Intl.Locale.prototype.numeric (sec-Intl.Locale.prototype.numeric).
func numeric(_ *object.Runtime, id *localeID) (heap.Value, error) {
	value, ok := id.keyword("kn")
	return heap.Bool(ok && value == ""), nil
}

// localeToString is Intl.Locale.prototype.toString (sec-Intl.Locale.prototype.toString).
func localeToString(c *object.Call) (heap.Value, error) {
	o, err := receiver(c)
	if err != nil {
		return heap.Undefined, err
	}
	return o.Internal(localeTag), nil
}
