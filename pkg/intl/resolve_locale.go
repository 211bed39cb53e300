package intl

import (
	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// nullValue is null among the values of keys of -u-. No value is like it.
const nullValue = "-"

// extensionKey is a relevant extension key of a service constructor.
type extensionKey struct {
	key string
	// read gives the value of the option that stands for the key, as those of keyOptions do; nil for none.
	read func(o *options) (value string, given bool, err error)
	// byDefault is the first value that a locale has; has tells of the others.
	byDefault func(locale string) string
	has       func(locale, value string) bool
	// canonical is the value that stands for another one; nil where each stands for itself.
	canonical func(value string) string
}

// resolvedLocale is what ResolveLocale gives.
type resolvedLocale struct {
	locale string   // [[Locale]]
	data   string   // the available locale that was found
	values []string // of the relevant keys
}

// resolutionOptions are the options of ResolveOptions (sec-resolveoptions) that keys have: "" where one
// is undefined.
func (o *options) resolutionOptions(keys []extensionKey) (values []string, err error) {
	if err = o.localeMatcher(); err != nil {
		return nil, err
	}
	values = make([]string, len(keys))
	for i, key := range keys {
		if key.read == nil {
			continue
		}
		if values[i], _, err = key.read(o); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// resolveOptions is ResolveOptions (sec-resolveoptions). The object of the options is made by getOptionsObject
// or coerceOptionsToObject; modify may change what was read for keys (modifyResolutionOptions), or is nil.
func resolveOptions(rt *object.Runtime, locales, v heap.Value, object func(*object.Runtime, heap.Value) (options, error),
	modify func(values []string), keys ...extensionKey) (o options, r resolvedLocale, err error) {
	requested, err := canonicalizeLocaleList(rt, locales)
	if err != nil {
		return o, r, err
	}
	if o, err = object(rt, v); err != nil {
		return o, r, err
	}
	values, err := o.resolutionOptions(keys)
	if err != nil {
		return o, r, err
	}
	if modify != nil {
		modify(values)
	}
	r, err = resolveLocale(rt, requested, keys, values)
	return o, r, err
}

// resolveLocale is ResolveLocale (sec-resolvelocale) with the values that options have for the keys:
// "" for undefined, nullValue for null. A nil t bounds nothing.
func resolveLocale(t turns, requested []string, keys []extensionKey, options []string) (resolvedLocale, error) {
	r := resolvedLocale{values: make([]string, len(keys))}
	var id localeID
	var err error
	if r.data, id, err = firstAvailable(t, requested); err != nil {
		return r, err
	}
	var supported []keyword
	for i, key := range keys {
		value := key.byDefault(r.data)
		keep := false
		keyed := ""
		if requested, ok := id.keyword(key.key); ok {
			keyed = requested
			if requested == "" {
				requested = "true"
			}
			if key.canonical != nil {
				requested = key.canonical(requested)
				keyed = requested
			}
			if key.has(r.data, requested) {
				value, keep = requested, true
			}
		}
		if option := options[i]; option != "" {
			if option != nullValue {
				if option = canonicalizeUValue(key.key, option); option == "" {
					option = "true"
				}
				if key.canonical != nil {
					option = key.canonical(option)
				}
			}
			if option != value && key.has(r.data, option) {
				value, keep = option, false
			}
		}
		if keep {
			supported = append(supported, keyword{key.key, keyed})
		}
		r.values[i] = value
	}
	r.locale = r.data
	if len(supported) > 0 {
		found, _ := parseTag(r.data)
		found.keywords = supported
		found.canonicalize()
		r.locale = found.String()
	}
	return r, nil
}

// numberingKey is the key nu: numbering systems with digits.
var numberingKey = extensionKey{
	key: "nu", read: typeOption("numberingSystem"),
	byDefault: defaultNumberingSystem,
	has: func(_, value string) bool {
		_, ok := cldr.Get("digits", value)
		return ok
	},
}

// defaultNumberingSystem is the numbering system of a locale that asks for none.
func defaultNumberingSystem(locale string) string {
	system, _ := cldr.Find("numbering", locale, "")
	return system
}
