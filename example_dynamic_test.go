package kiln_test

import (
	"fmt"
	"maps"
	"slices"

	"github.com/kilnjs/kiln"
)

// settings are the properties of an object of scripts.
type settings struct {
	rt     *kiln.Runtime
	values map[string]string
}

func (s *settings) Get(key string) (kiln.Value, bool, error) {
	text, ok := s.values[key]
	if !ok {
		return kiln.Undefined(), false, nil
	}
	v, err := s.rt.ToValue(text)
	return v, true, err
}

func (s *settings) Set(key string, v kiln.Value) (bool, error) {
	if key == "version" {
		return false, nil // a TypeError in strict code
	}
	text, err := kiln.As[string](v)
	if err != nil {
		return false, fmt.Errorf("setting %s: %w", key, err)
	}
	s.values[key] = text
	return true, nil
}

func (s *settings) Has(key string) (bool, error) {
	_, ok := s.values[key]
	return ok, nil
}

func (s *settings) Delete(key string) (bool, error) {
	delete(s.values, key)
	return true, nil
}

func (s *settings) Keys() ([]string, error) { return slices.Sorted(maps.Keys(s.values)), nil }

func ExampleRuntime_NewDynamicObject() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	s := &settings{rt, map[string]string{"theme": "dark", "version": "7"}}
	if err := rt.Set("settings", rt.NewDynamicObject(s)); err != nil {
		panic(err)
	}
	v, err := rt.RunString("settings.js", `
		settings.language = 'eo'
		delete settings.theme
		'theme' in settings || JSON.stringify(settings)
	`)
	fmt.Println(v, err)
	fmt.Println(s.values)
	_, err = rt.RunString("strict.js", "'use strict'; settings.version = '8'")
	fmt.Println(err)
	// Output:
	// {"language":"eo","version":"7"} <nil>
	// map[language:eo version:7]
	// TypeError: Cannot assign to read only property 'version' of object '#<Object>'
}

// samples is an array of scripts over a Go slice.
type samples struct {
	rt   *kiln.Runtime
	list []float64
}

func (s *samples) Len() (int, error) { return len(s.list), nil }

func (s *samples) Get(i int) (kiln.Value, error) { return s.rt.ToValue(s.list[i]) }

func (s *samples) Set(i int, v kiln.Value) (bool, error) {
	x, err := kiln.As[float64](v)
	if err != nil {
		return false, err
	}
	for i >= len(s.list) {
		s.list = append(s.list, 0)
	}
	s.list[i] = x
	return true, nil
}

func (s *samples) SetLen(n int) (bool, error) {
	if n > len(s.list) {
		return false, nil
	}
	s.list = s.list[:n]
	return true, nil
}

func ExampleRuntime_NewDynamicArray() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	s := &samples{rt, []float64{3, 1, 2}}
	if err := rt.Set("samples", rt.NewDynamicArray(s)); err != nil {
		panic(err)
	}
	v, err := rt.RunString("samples.js", `
		samples.push(0.5)
		samples.sort();
		[Array.isArray(samples), samples.map(x => x * 2).join(), Math.max(...samples)].join(' ')
	`)
	fmt.Println(v, err)
	fmt.Println(s.list)
	// Output:
	// true 1,2,4,6 3 <nil>
	// [0.5 1 2 3]
}
