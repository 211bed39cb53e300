package intl

import (
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// canonicalizeLocaleList is CanonicalizeLocaleList (sec-canonicalizelocalelist).
func canonicalizeLocaleList(rt *object.Runtime, locales heap.Value) ([]string, error) {
	rt.Work(formatterWork)
	switch {
	case locales.IsUndefined():
		return nil, nil
	case locales.IsString() || localeOf(locales) != nil:
		tag, err := canonicalTag(rt, locales)
		return []string{tag}, err
	}
	o, err := rt.ToObject(locales)
	if err != nil {
		return nil, err
	}
	length, err := rt.LengthOfArrayLike(o)
	if err != nil {
		return nil, err
	}
	list := object.NewSlice[string](rt)
	seen := map[string]struct{}{}
	texts, size := rt.Heap.Scratch(), int64(0)
	for k := int64(0); k < length; k++ {
		mark := rt.Heap.OpenScope()
		tag, exists, err := localeAt(rt, o, k)
		if err = rt.CloseScope(mark, err); err != nil {
			return nil, err
		}
		if _, ok := seen[tag]; ok || !exists {
			continue
		}
		seen[tag] = struct{}{}
		size += int64(len(tag))
		texts.Set(size)
		if err := list.Append(tag); err != nil {
			return nil, err
		}
	}
	return list.Items, nil
}

// localeAt is the canonical tag of an element of a list of locales, if there is one.
func localeAt(rt *object.Runtime, o *heap.Object, k int64) (tag string, exists bool, err error) {
	if err = rt.Step(); err != nil {
		return "", false, err
	}
	key := rt.KeyFromInt(k)
	if exists, err = rt.HasProperty(o, key); err != nil || !exists {
		return "", false, err
	}
	element, err := rt.Get(o, key)
	if err != nil {
		return "", false, err
	}
	if !element.IsString() && !element.IsObject() {
		return "", false, rt.TypeError("a locale must be a string or an object, not %s", rt.Describe(element))
	}
	tag, err = canonicalTag(rt, element)
	return tag, err == nil, err
}

// canonicalTag is the canonical tag of an Intl.Locale or of what ToString makes of a value.
func canonicalTag(rt *object.Runtime, v heap.Value) (string, error) {
	if o := localeOf(v); o != nil {
		return tagOf(rt, o), nil
	}
	tag, err := toText(rt, v)
	if err != nil {
		return "", err
	}
	id, err := readTag(rt, tag)
	if err != nil {
		return "", err
	}
	id.canonicalize()
	return id.String(), nil
}

// formatterWork is about what it takes to make a formatter and what it needs when it is first used, in the
// units of Runtime.Work. All who make one canonicalize a list of locales first.
const formatterWork = 1 << 17

const (
	// longestTag bounds tags, which nothing interrupts while they are read, brought into canonical form and
	// looked up. Those that have a meaning are some dozen bytes long.
	longestTag = 1 << 16
	// workOfTag is what each byte of a tag takes, in the units of Runtime.Work.
	workOfTag = 128
)

// readTag reads a tag, which has to be well-formed.
func readTag(rt *object.Runtime, tag string) (localeID, error) {
	if len(tag) > longestTag {
		return localeID{}, rt.RangeError("Locale information is too long: %s", clip(tag))
	}
	rt.Work(workOfTag * len(tag))
	// Its parts are found again in slices and in copies.
	const factor = 8
	if err := rt.CheckAlloc(factor * len(tag)); err != nil {
		return localeID{}, err
	}
	id, ok := parseTag(tag)
	if !ok {
		return localeID{}, rt.RangeError("Incorrect locale information provided: %s", clip(tag))
	}
	return id, nil
}

// lookupMatchingLocaleByPrefix is LookupMatchingLocaleByPrefix
// (sec-lookupmatchinglocalebyprefix) of one locale among those that are available; "" for none.
func lookupMatchingLocaleByPrefix(id *localeID) string {
	available := cldr.Of("locales")
	// Extensions have singletons, which no available locale has.
	for prefix := id.baseName(); prefix != ""; {
		if _, ok := available.Get(prefix); ok {
			return prefix
		}
		prefix = prefix[:max(strings.LastIndexByte(prefix, '-'), 0)]
	}
	return ""
}

// defaultLocale is DefaultLocale (sec-defaultlocale): the same everywhere, so that a program
// does not depend on the machine.
const defaultLocale = "en-US"

// turns counts the turns of loops and the work in them, and may end them: an object.Runtime.
type turns interface {
	Step() error
	Work(n int)
}

// firstAvailable is the first of the requested locales that is available, and what was requested; the
// default one if none is. A nil t bounds nothing. The first turn takes no fuel: whether a request of one locale
// comes here may depend on what other runtimes have asked for (see appendRequest).
func firstAvailable(t turns, requested []string) (found string, id localeID, err error) {
	for i, tag := range requested {
		if t != nil {
			t.Work(workOfTag * len(tag))
			if i > 0 {
				if err := t.Step(); err != nil {
					return "", id, err
				}
			}
		}
		if id, ok := parseTag(tag); ok {
			if found := lookupMatchingLocaleByPrefix(&id); found != "" {
				return found, id, nil
			}
		}
	}
	return defaultLocale, localeID{}, nil
}

// supportedLocalesOf is the function of that name of all service constructors, with
// FilterLocales (sec-filterlocales).
func supportedLocalesOf(c *object.Call) (heap.Value, error) {
	requested, err := canonicalizeLocaleList(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	o, err := coerceOptionsToObject(c.RT, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	if err := o.localeMatcher(); err != nil {
		return heap.Undefined, err
	}
	var supported []string
	for _, tag := range requested {
		if err := c.RT.Step(); err != nil {
			return heap.Undefined, err
		}
		c.RT.Work(workOfTag * len(tag))
		if id, ok := parseTag(tag); ok && lookupMatchingLocaleByPrefix(&id) != "" {
			supported = append(supported, tag)
		}
	}
	return arrayOf(c.RT, supported)
}
