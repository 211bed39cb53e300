package intl

import (
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idDisplayNames          = object.NewIntrinsic()
	idDisplayNamesPrototype = object.NewIntrinsic()
)

// The internal slots of an Intl.DisplayNames. [[Fields]] is looked up by them.
const (
	displayNamesLocale   = iota
	displayNamesStyle    // an index of displayStyles
	displayNamesType     // an index of displayTypes
	displayNamesFallback // an index of displayFallbacks
	displayNamesLanguage // [[LanguageDisplay]], an index of languageDisplays
)

var (
	displayStyles    = []string{"narrow", "short", "long"}
	displayTypes     = []string{"language", "region", "script", "currency", "calendar", "dateTimeField"}
	displayFallbacks = []string{"code", "none"}
	languageDisplays = []string{"dialect", "standard"}
)

const (
	styleNarrow, styleShort, styleLong = 0, 1, 2   // of displayStyles
	fallbackCode                       = 0         // of displayFallbacks
	languageDialect                    = 0         // of languageDisplays
	typeLanguage                       = 0         // of displayTypes
	noLanguageDisplay                  = int32(-1) // [[LanguageDisplay]] of the other types
)

// displayNamesGroup declares %Intl.DisplayNames% and its prototype
// (sec-intl-displaynames-constructor).
var displayNamesGroup = &object.Group{
	Name:   "DisplayNames",
	Length: 2,
	Fn:     newDisplayNames,
	Ctor:   idDisplayNames,
	Proto:  idDisplayNamesPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = []object.Row{{Name: "supportedLocalesOf", Length: 1, Fn: supportedLocalesOf}}
		rows = []object.Row{
			{Name: "resolvedOptions", Fn: displayNamesResolvedOptions},
			{Name: "of", Length: 1, Fn: displayNamesOf},
			{Name: "@@toStringTag", Str: "Intl.DisplayNames", Flags: object.RowString},
		}
		return static, rows
	},
}

// newDisplayNames is Intl.DisplayNames (sec-Intl.DisplayNames).
func newDisplayNames(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor Intl.DisplayNames requires 'new'")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idDisplayNamesPrototype, heap.ClassDisplayNames)
	if err != nil {
		return heap.Undefined, err
	}
	opt, resolved, err := resolveOptions(rt, c.Arg(0), c.Arg(1), requireOptions, nil)
	if err != nil {
		return heap.Undefined, err
	}
	style, err := opt.indexOr(styleLong, "style", displayStyles...)
	if err != nil {
		return heap.Undefined, err
	}
	kind, err := opt.indexOr(-1, "type", displayTypes...)
	if err != nil {
		return heap.Undefined, err
	}
	if kind < 0 {
		return heap.Undefined, rt.TypeError("Required option \"type\" must not be undefined")
	}
	fallback, err := opt.index("fallback", displayFallbacks...)
	if err != nil {
		return heap.Undefined, err
	}
	language, err := opt.index("languageDisplay", languageDisplays...)
	if err != nil {
		return heap.Undefined, err
	}
	h := rt.Heap
	h.SetInternal(o, displayNamesLocale, h.NewString(resolved.locale).Value())
	h.SetInternal(o, displayNamesStyle, heap.Int(int32(style)))
	h.SetInternal(o, displayNamesType, heap.Int(int32(kind)))
	h.SetInternal(o, displayNamesFallback, heap.Int(int32(fallback)))
	h.SetInternal(o, displayNamesLanguage, heap.Int(noLanguageDisplay))
	if kind == typeLanguage {
		h.SetInternal(o, displayNamesLanguage, heap.Int(int32(language)))
	}
	return o.Value(), nil
}

// requireOptions is GetOptionsObject (sec-getoptionsobject) of options that must be there.
func requireOptions(rt *object.Runtime, v heap.Value) (options, error) {
	if v.IsUndefined() {
		return options{}, rt.TypeError("options must be an object")
	}
	return getOptionsObject(rt, v)
}

// thisDisplayNames is the this value, which has to be an Intl.DisplayNames.
func thisDisplayNames(c *object.Call) (*heap.Object, error) {
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassDisplayNames {
		return c.This.Object(), nil
	}
	return nil, c.RT.TypeError("%s is not an Intl.DisplayNames", c.RT.Describe(c.This))
}

// displayNamesResolvedOptions is Intl.DisplayNames.prototype.resolvedOptions
// (sec-Intl.DisplayNames.prototype.resolvedOptions).
func displayNamesResolvedOptions(c *object.Call) (heap.Value, error) {
	o, err := thisDisplayNames(c)
	if err != nil {
		return heap.Undefined, err
	}
	h := c.RT.Heap
	fields := []field{
		{"locale", o.Internal(displayNamesLocale)},
		{"style", h.InternGo(displayStyles[o.Internal(displayNamesStyle).AsInt()])},
		{"type", h.InternGo(displayTypes[o.Internal(displayNamesType).AsInt()])},
		{"fallback", h.InternGo(displayFallbacks[o.Internal(displayNamesFallback).AsInt()])},
	}
	if language := o.Internal(displayNamesLanguage).AsInt(); language != noLanguageDisplay {
		fields = append(fields, field{"languageDisplay", h.InternGo(languageDisplays[language])})
	}
	return newRecord(c.RT, fields...)
}

// displayNamesOf is Intl.DisplayNames.prototype.of (sec-Intl.DisplayNames.prototype.of).
func displayNamesOf(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := thisDisplayNames(c)
	if err != nil {
		return heap.Undefined, err
	}
	code, err := toText(rt, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	kind := displayTypes[o.Internal(displayNamesType).AsInt()]
	names := displayNames{
		locale:     o.Internal(displayNamesLocale).Str().Go(rt.Heap),
		style:      int(o.Internal(displayNamesStyle).AsInt()),
		dialect:    o.Internal(displayNamesLanguage).AsInt() == languageDialect,
		substitute: o.Internal(displayNamesFallback).AsInt() == fallbackCode,
	}
	var name string
	var found bool
	if kind == "language" {
		// The parts of a tag are found again in slices and in copies: see readTag.
		id, err := readTag(rt, code)
		if err != nil {
			return heap.Undefined, err
		}
		if len(id.baseName()) != len(code) {
			return heap.Undefined, invalidCode(rt, code)
		}
		id.canonicalize()
		code = id.baseName()
		name, found = names.language(&id.languageID)
	} else {
		canonical, ok := canonicalCodeForDisplayNames(kind, code)
		if !ok {
			return heap.Undefined, invalidCode(rt, code)
		}
		code = canonical
		name, found = names.of(kind, code)
	}
	switch {
	case found:
		return rt.Heap.NewString(name).Value(), nil
	case names.substitute:
		return rt.Heap.NewString(code).Value(), nil
	}
	return heap.Undefined, nil
}

func invalidCode(rt *object.Runtime, code string) error {
	return rt.RangeError("Invalid argument to Intl.DisplayNames.prototype.of: %s", clip(code))
}

// canonicalCodeForDisplayNames is CanonicalCodeForDisplayNames
// (sec-canonicalcodefordisplaynames) of other types than language; false for a RangeError.
func canonicalCodeForDisplayNames(kind, code string) (canonical string, ok bool) {
	lower := asciiLower(code)
	switch kind {
	case "region":
		return strings.ToUpper(lower), isRegion(lower)
	case "script":
		if !isScript(lower) {
			return "", false
		}
		return titleCase(lower), true
	case "calendar":
		return lower, isType(lower)
	case "dateTimeField":
		return code, dateTimeFields[code] != ""
	}
	return strings.ToUpper(lower), isAlpha(lower, 3, 3)
}
