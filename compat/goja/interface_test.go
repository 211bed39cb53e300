package goja_test

import (
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/dop251/goja/internal/trial"
)

func TestInterface(t *testing.T) {
	if testing.Short() {
		t.Skip("needs goja itself")
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	ours, err := trial.Interface(here)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := trial.RealInterface()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(theirs)) {
		if got, ok := ours[name]; !ok {
			t.Errorf("missing: %s %s", name, theirs[name])
		} else if got != theirs[name] {
			t.Errorf("%s is %s, not %s", name, got, theirs[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(ours)) {
		if _, ok := theirs[name]; !ok {
			t.Errorf("too much: %s %s", name, ours[name])
		}
	}
}
