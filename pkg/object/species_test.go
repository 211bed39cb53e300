package object_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestSpeciesThatWasReadIsStillKnown: the accessor of @@species is a marker until somebody reads it, and
// a function of the language afterwards; another one, or another receiver, is asked.
func TestSpeciesThatWasReadIsStillKnown(t *testing.T) {
	for source, known := range map[string]bool{
		"[]": true,
		"class A extends Array {}; A.of(1).map((x) => x); [1]":                                                    true,
		"Array[Symbol.species]; [1]":                                                                              true,
		"const get = Object.getOwnPropertyDescriptor(Map, Symbol.species).get; mine(Array, { get }); [1]":         true,
		"mine(Array, { get() { return this; } }); [1]":                                                            false,
		"mine(Array, { get: new Proxy(Object.getOwnPropertyDescriptor(Array, Symbol.species).get, {}) }); [1]":    false,
		"mine(Array, { get: undefined }); [1]":                                                                    false,
		"mine(Array, { value: Array }); [1]":                                                                      false,
		"delete Array[Symbol.species]; [1]":                                                                       false,
		"class A extends Array {}; A.of(1)":                                                                       false,
		"Array[Symbol.species]; const a = [1]; a.constructor = undefined; a":                                      false,
		"Array[Symbol.species]; const p = Object.getPrototypeOf([]); p.constructor = class extends Array {}; [1]": false,
	} {
		rt := newRuntime(t)
		v := run(t, rt, "const mine = (o, d) => Object.defineProperty(o, Symbol.species, d); "+source)
		assert.Equal(t, known, rt.SpeciesIsArray(v.Object()), source)
	}
}
