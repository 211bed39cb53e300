package main

import (
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"maps"
	"math/bits"
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

// dictionaryName is that of a dictionary: no locale has it.
const dictionaryName = "*"

// maxDictionary is the window of the compressor.
const maxDictionary = 32 << 10

// dictionary is what sections share: lines that several have, else paths that several have, the most
// frequent last, where they cost least.
func dictionary(sections map[string]lines) []byte {
	count := map[string]int{}
	for _, section := range sections {
		for key, value := range section {
			count[key+"\t"+value+"\n"]++
			count[key+"\t"]++
		}
	}
	texts := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	chosen, size := map[string]bool{}, 0
	for _, text := range texts {
		if count[text] < 2 || size+len(text) > maxDictionary {
			break
		}
		chosen[text] = true
		size += len(text)
	}
	// Neighbours in a section are neighbours in the dictionary, so that one match covers many.
	slices.SortFunc(texts, func(a, b string) int {
		// The order of magnitude of how many have it, then the key.
		return cmp.Or(cmp.Compare(bits.Len(uint(count[a])), bits.Len(uint(count[b]))), cmp.Compare(a, b))
	})
	var b bytes.Buffer
	for _, text := range texts {
		if chosen[text] {
			b.WriteString(text)
		}
	}
	return b.Bytes()
}

// encode makes the table of sections by name, with a preset dictionary, if there is one.
func encode(sections map[string]lines, preset []byte) ([]byte, error) {
	directory := lines{}
	var data bytes.Buffer
	add := func(name string, text []byte, preset []byte, and string) error {
		offset := data.Len()
		w, err := flate.NewWriterDict(&data, flate.BestCompression, preset)
		if err != nil {
			return err
		}
		if _, err := w.Write(text); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		directory[name] = fmt.Sprintf("%d %d %d %x%s", offset, data.Len()-offset, len(text), crc32.ChecksumIEEE(text), and)
		return nil
	}
	and := ""
	if preset != nil {
		if err := add(dictionaryName, preset, nil, ""); err != nil {
			return nil, err
		}
		and = " " + dictionaryName
	}
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		text, err := sections[name].text()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if err := add(name, text, preset, and); err != nil {
			return nil, err
		}
	}
	head, err := directory.text()
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte(cldr.Magic), fmt.Appendf(nil, "%08d\n", len(head)), head, data.Bytes()), nil
}
