package main

import (
	"encoding/binary"
	"log"
	"slices"

	"github.com/kilnjs/kiln/internal/ucd/gen/source"
)

// normalization writes the combining classes, the full decompositions, and the
// pairs that compose. Hangul syllables are left to arithmetic.
func (g *generator) normalization() {
	if len(g.data.Classes) == 0 {
		log.Fatal("the node command does not have Unicode 17")
	}
	canonical := map[rune][]rune{}
	for _, m := range g.data.Mappings[source.Canonical] {
		if m[0] < 0xAC00 || m[0] > 0xD7A3 {
			canonical[m[0]] = m[1:]
		}
	}
	compatible := map[rune][]rune{}
	for _, path := range source.Compatibility() {
		for _, m := range g.data.Mappings[path] {
			compatible[m[0]] = m[1:]
		}
	}
	g.printf("\n// Offsets in tables.bin of what normalization uses.\nconst (\n")
	g.printf("classesOffset = %d\n", g.put(encodeClasses(g.data.Classes)))
	full := map[rune][]rune{}
	for r := range canonical {
		full[r] = decompose(r, canonical, nil)
	}
	g.printf("canonicalOffset = %d\n", g.put(encodeDecompositions(full)))
	other := map[rune][]rune{}
	for _, mapping := range []map[rune][]rune{canonical, compatible} {
		for r := range mapping {
			if d := decompose(r, canonical, compatible); !slices.Equal(d, full[r]) {
				other[r] = d
			}
		}
	}
	g.printf("compatibleOffset = %d\n", g.put(encodeDecompositions(other)))
	for _, r := range g.data.Ranges[source.CompositionExclusion] {
		for c := r[0]; c <= r[1]; c++ {
			delete(canonical, c)
		}
	}
	g.printf("compositionsOffset = %d\n)\n", g.put(encodeCompositions(canonical)))
}

// decompose applies mappings until none is left to apply.
func decompose(r rune, first, second map[rune][]rune) []rune {
	to, ok := first[r]
	if !ok {
		to, ok = second[r]
	}
	if !ok {
		return []rune{r}
	}
	var out []rune
	for _, c := range to {
		out = append(out, decompose(c, first, second)...)
	}
	return out
}

// encodeClasses writes the number of runs of one combining class, zero left out,
// then for each the gap since the last, its length less one, and the class.
func encodeClasses(classes [][2]rune) []byte {
	type run struct {
		lo, hi rune
		class  rune
	}
	var runs []run
	for _, c := range classes {
		r, class := c[0], c[1]
		if n := len(runs); n > 0 && runs[n-1].hi == r-1 && runs[n-1].class == class {
			runs[n-1].hi = r
		} else {
			runs = append(runs, run{r, r, class})
		}
	}
	b := binary.AppendUvarint(nil, uint64(len(runs)))
	next := rune(0)
	for _, r := range runs {
		b = binary.AppendUvarint(b, uint64(r.lo-next))
		b = binary.AppendUvarint(b, uint64(r.hi-r.lo))
		b = append(b, byte(r.class))
		next = r.hi + 1
	}
	return b
}

// encodeDecompositions writes their number, then for each the gap since the last,
// the length in bytes, and what it is in UTF-8.
func encodeDecompositions(m map[rune][]rune) []byte {
	b := binary.AppendUvarint(nil, uint64(len(m)))
	next := rune(0)
	for _, r := range sortedKeys(m) {
		to := string(m[r])
		b = binary.AppendUvarint(b, uint64(r-next))
		b = binary.AppendUvarint(b, uint64(len(to)))
		b = append(b, to...)
		next = r + 1
	}
	return b
}

// encodeCompositions writes the number of pairs, then for each the two code points
// and the gap since the last of what they become.
func encodeCompositions(m map[rune][]rune) []byte {
	b := binary.AppendUvarint(nil, uint64(len(m)))
	next := rune(0)
	for _, r := range sortedKeys(m) {
		if len(m[r]) != 2 {
			log.Fatalf("%x composes from %x", r, m[r])
		}
		b = binary.AppendUvarint(b, uint64(m[r][0]))
		b = binary.AppendUvarint(b, uint64(m[r][1]))
		b = binary.AppendUvarint(b, uint64(r-next))
		next = r + 1
	}
	return b
}

func sortedKeys(m map[rune][]rune) []rune {
	var keys []rune
	for r := range m {
		keys = append(keys, r)
	}
	slices.Sort(keys)
	return keys
}
