package nodepkg

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Package is what resolution reads of a package.json.
type Package struct {
	// File is the name of the package.json.
	File string
	// Name, Type, Main and Module are the fields of these names, "" when they are no text.
	Name, Type, Main, Module string

	exports, imports *target // nil: absent or null
}

// targetKind says what a target of exports or imports is.
type targetKind uint8

const (
	targetNull targetKind = iota
	targetText
	targetList
	targetObject
	targetOther
)

// target is a value in exports or imports. Keys of objects keep their order, in which
// conditions are tried.
type target struct {
	kind   targetKind
	text   string
	keys   []string // of an object
	values []*target
}

// get returns the value of a key, the last one if it is there twice.
func (t *target) get(key string) *target {
	for i := len(t.keys) - 1; i >= 0; i-- {
		if t.keys[i] == key {
			return t.values[i]
		}
	}
	return nil
}

// maxDepth bounds how deep exports may be nested.
const maxDepth = 100

// parsePackage reads the text of a package.json.
func parsePackage(file string, text []byte) (*Package, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, fmt.Errorf("%s is no JSON object: %w", file, err)
	}
	p := &Package{File: file}
	for name, to := range map[string]*string{"name": &p.Name, "type": &p.Type, "main": &p.Main, "module": &p.Module} {
		if json.Unmarshal(fields[name], to) != nil {
			*to = ""
		}
	}
	for name, to := range map[string]**target{"exports": &p.exports, "imports": &p.imports} {
		if len(fields[name]) == 0 {
			continue
		}
		t, err := parseTarget(json.NewDecoder(bytes.NewReader(fields[name])), 0)
		if err != nil {
			return nil, fmt.Errorf("%q of %s: %w", name, file, err)
		}
		if t.kind != targetNull {
			*to = t
		}
	}
	return p, nil
}

func parseTarget(d *json.Decoder, depth int) (*target, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	if depth > maxDepth {
		return nil, errors.New("nested too deep")
	}
	switch token := token.(type) {
	case nil:
		return &target{kind: targetNull}, nil
	case string:
		return &target{kind: targetText, text: token}, nil
	case json.Delim:
		t := &target{kind: targetObject}
		if token == '[' {
			t.kind = targetList
		}
		for d.More() {
			if t.kind == targetObject {
				key, err := d.Token()
				if err != nil {
					return nil, err
				}
				t.keys = append(t.keys, key.(string))
			}
			v, err := parseTarget(d, depth+1)
			if err != nil {
				return nil, err
			}
			t.values = append(t.values, v)
		}
		_, err = d.Token()
		return t, err
	}
	return &target{kind: targetOther}, nil
}
