// Package importmap reads import maps and resolves module specifiers with them, as the HTML
// Standard says (webappapis.html#import-maps).
//
// It may import internal/weburl.
package importmap

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/kilnjs/kiln/internal/weburl"
)

// Map is an import map. It is immutable.
type Map struct {
	// Warnings are what is wrong with entries that therefore lead nowhere or are left out.
	Warnings []string

	imports []entry
	scopes  []scope
}

// entry is one of a specifier map; those of a map are in the order in which they are tried.
type entry struct {
	key     string
	address string // "" blocks the resolution
}

type scope struct {
	prefix  string
	imports []entry
}

// Parse reads the text of an import map whose URL is base ("parse an import map string").
func Parse(text []byte, base string) (*Map, error) {
	from, ok := weburl.Parse(base, nil)
	if !ok {
		return nil, fmt.Errorf("the import map has no URL: %q", base)
	}
	var top map[string]json.RawMessage
	if err := json.Unmarshal(text, &top); err != nil || top == nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return nil, fmt.Errorf("the import map is no JSON: %w (at byte %d)", err, syntax.Offset)
		}
		return nil, errors.New("the import map is no JSON object")
	}
	m := new(Map)
	for _, key := range sorted(top) {
		var err error
		switch key {
		case "imports":
			var imports map[string]json.RawMessage
			if imports, err = object(top[key], `"imports"`); err == nil {
				m.imports = m.specifiers(imports, from)
			}
		case "scopes":
			err = m.parseScopes(top[key], from)
		case "integrity":
			_, err = object(top[key], `"integrity"`)
			m.warn("integrity is not checked")
		default:
			m.warn("%q is no part of an import map", key)
		}
		if err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *Map) warn(format string, args ...any) {
	m.Warnings = append(m.Warnings, fmt.Sprintf(format, args...))
}

// object reads a value that must be an object.
func object(text json.RawMessage, what string) (map[string]json.RawMessage, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil || fields == nil {
		return nil, fmt.Errorf("%s of the import map is no object", what)
	}
	return fields, nil
}

// sorted are the keys of a map in the order in which they are tried: a key comes before those
// that it begins with.
func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, compare)
	return keys
}

// compare orders texts by UTF-16 code units, the larger first.
func compare(a, b string) int {
	return slices.Compare(utf16.Encode([]rune(b)), utf16.Encode([]rune(a)))
}

// specifiers is "sort and normalize a module specifier map".
func (m *Map) specifiers(fields map[string]json.RawMessage, base *weburl.URL) []entry {
	normalized := make(map[string]string, len(fields))
	for _, key := range sorted(fields) {
		if key == "" {
			m.warn("a specifier is empty")
			continue
		}
		name := key
		if u, ok := likeURL(key, base); ok {
			name = u.String()
		}
		normalized[name] = m.address(key, fields[key], base)
	}
	entries := make([]entry, 0, len(normalized))
	for _, key := range sorted(normalized) {
		entries = append(entries, entry{key, normalized[key]})
	}
	return entries
}

// address is the URL of an entry, "" when there is none.
func (m *Map) address(key string, text json.RawMessage, base *weburl.URL) string {
	var address *string
	if err := json.Unmarshal(text, &address); err != nil || address == nil {
		if err != nil {
			m.warn("the address of %q is no text", key)
		}
		return ""
	}
	u, ok := likeURL(*address, base)
	if !ok {
		m.warn("the address %q of %q is neither a URL nor relative", *address, key)
		return ""
	}
	if strings.HasSuffix(key, "/") && !strings.HasSuffix(u.String(), "/") {
		m.warn("the address %q of %q does not end with a slash", *address, key)
		return ""
	}
	return u.String()
}

// parseScopes is "sort and normalize scopes".
func (m *Map) parseScopes(text json.RawMessage, base *weburl.URL) error {
	fields, err := object(text, `"scopes"`)
	if err != nil {
		return err
	}
	normalized := make(map[string][]entry, len(fields))
	for _, prefix := range sorted(fields) {
		imports, err := object(fields[prefix], fmt.Sprintf("the scope %q", prefix))
		if err != nil {
			return err
		}
		u, ok := weburl.Parse(prefix, base)
		if !ok {
			m.warn("the scope %q is no URL", prefix)
			continue
		}
		normalized[u.String()] = m.specifiers(imports, base)
	}
	for _, prefix := range sorted(normalized) {
		m.scopes = append(m.scopes, scope{prefix, normalized[prefix]})
	}
	return nil
}

// likeURL is "resolve a URL-like module specifier".
func likeURL(specifier string, base *weburl.URL) (*weburl.URL, bool) {
	if strings.HasPrefix(specifier, "/") || strings.HasPrefix(specifier, "./") || strings.HasPrefix(specifier, "../") {
		return weburl.Parse(specifier, base)
	}
	return weburl.Parse(specifier, nil)
}

// Resolve finds the URL of the module that specifier means in the module or script with the
// URL from ("resolve a module specifier"). mapped is false when the map says nothing about
// it. The error is that of an entry that leads nowhere.
func (m *Map) Resolve(specifier, from string) (url string, mapped bool, err error) {
	base, _ := weburl.Parse(from, nil)
	normalized := specifier
	as, isURL := likeURL(specifier, base)
	special := true
	if isURL {
		normalized, special = as.String(), as.Special()
	}
	for _, s := range m.scopes {
		if s.prefix == from || strings.HasSuffix(s.prefix, "/") && strings.HasPrefix(from, s.prefix) {
			if url, mapped, err = match(normalized, special, s.imports); mapped || err != nil {
				return url, mapped, err
			}
		}
	}
	return match(normalized, special, m.imports)
}

// match is "resolve an imports match".
func match(specifier string, special bool, imports []entry) (url string, mapped bool, err error) {
	for _, e := range imports {
		rest, begins := strings.CutPrefix(specifier, e.key)
		exact := begins && rest == ""
		if !exact && !(begins && special && strings.HasSuffix(e.key, "/")) {
			continue
		}
		if e.address == "" {
			return "", false, fmt.Errorf("the import map blocks it: %q has no address", e.key)
		}
		if exact {
			return e.address, true, nil
		}
		base, _ := weburl.Parse(e.address, nil)
		u, ok := weburl.Parse(rest, base)
		if !ok {
			return "", false, fmt.Errorf("%q is no URL below %s, which the import map gives for %q", rest, e.address, e.key)
		}
		if !strings.HasPrefix(u.String(), e.address) {
			return "", false, fmt.Errorf("%s is not below %s, which the import map gives for %q", u, e.address, e.key)
		}
		return u.String(), true, nil
	}
	return "", false, nil
}
