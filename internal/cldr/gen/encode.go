package main

import (
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"maps"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
)

// lines are the keys and values of a section.
type lines map[string]string

// text is the section, sorted by key.
func (l lines) text() ([]byte, error) {
	var b bytes.Buffer
	for _, key := range slices.Sorted(maps.Keys(l)) {
		if strings.ContainsAny(key, "\t\n") || strings.ContainsAny(l[key], "\t\n") {
			return nil, fmt.Errorf("%q cannot be a line", key+l[key])
		}
		fmt.Fprintf(&b, "%s\t%s\n", key, l[key])
	}
	return b.Bytes(), nil
}

// encode makes the table of sections by name.
func encode(sections map[string]lines) ([]byte, error) {
	directory := lines{}
	var data bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		text, err := sections[name].text()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		offset := data.Len()
		w, err := flate.NewWriter(&data, flate.BestCompression)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(text); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		directory[name] = fmt.Sprintf("%d %d %d %x", offset, data.Len()-offset, len(text), crc32.ChecksumIEEE(text))
	}
	head, err := directory.text()
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte(cldr.Magic), fmt.Appendf(nil, "%08d\n", len(head)), head, data.Bytes()), nil
}
