package main

import (
	"log"
	"slices"

	"github.com/kilnjs/kiln/internal/ucd/gen/source"
)

// segmentation writes, for each of the three levels of text segmentation, the class of
// every code point: the value of its property, refined by what else the rules ask for.
func (g *generator) segmentation() {
	g.printf("\n// Offsets in tables.bin of what text segmentation uses.\nconst (\n")
	var names [3][]string
	for i, level := range []struct {
		name, property string
		values         []string
		refine         func(g *generator, classes []string)
	}{
		{"grapheme", source.GraphemeBreak, source.GraphemeBreaks(), refineGraphemes},
		{"word", source.WordBreak, source.WordBreaks(), refineWords},
		{"sentence", source.SentenceBreak, source.SentenceBreaks(), func(*generator, []string) {}},
	} {
		classes := make([]string, 0x110000)
		for _, v := range level.values {
			for c := range g.each(level.property + "/" + v) {
				classes[c] = v
			}
		}
		level.refine(g, classes)
		names[i] = slices.Compact(slices.Sorted(slices.Values(classes)))
		g.printf("%sOffset = %d\n", level.name, g.put(encodeNamed(classes, names[i])))
	}
	g.printf(")\n")
	for i, prefix := range []string{"Grapheme", "Word", "Sentence"} {
		g.printf("\n// The classes of %sClasses.\nconst (\n", prefix)
		for j, name := range names[i] {
			if j == 0 {
				g.printf("%sOther = iota\n", prefix)
				continue
			}
			g.printf("%s%s\n", prefix, camel(name))
		}
		g.printf(")\n")
	}
}

// each yields the code points of a set.
func (g *generator) each(path string) func(yield func(rune) bool) {
	return func(yield func(rune) bool) {
		for _, r := range g.data.Ranges[path] {
			for c := r[0]; c <= r[1]; c++ {
				if !yield(c) {
					return
				}
			}
		}
	}
}

// refineGraphemes adds what Indic_Conjunct_Break and Extended_Pictographic say.
func refineGraphemes(g *generator, classes []string) {
	extends := map[rune]bool{}
	for c := range g.each(source.ConjunctExtend) {
		extends[c] = true
	}
	for c, class := range classes {
		if (class == "Extend" || class == "ZWJ") != extends[rune(c)] {
			switch {
			case class == "Extend":
				classes[c] = "ExtendNotConjunct"
			default:
				log.Fatalf("%x, of the class %q, extends a conjunct", c, class)
			}
		}
	}
	refine := func(path, from, to string) {
		for c := range g.each(path) {
			if classes[c] != from {
				log.Fatalf("%x is of the class %q, and in %s", c, classes[c], path)
			}
			classes[c] = to
		}
	}
	refine(source.ConjunctLinker, "ExtendNotConjunct", "Linker")
	refine(source.ConjunctConsonant, "", "Consonant")
	refine(source.Pictographic, "", "Pictographic")
}

// refineWords adds Extended_Pictographic, and the tailoring of ICU: letters of the scripts
// that are written without spaces and want a dictionary are letters, syllables of
// Hangul go only with each other, and ideographs and Hiragana are words.
func refineWords(g *generator, classes []string) {
	for c := range g.each(source.Pictographic) {
		switch classes[c] {
		case "":
			classes[c] = "Pictographic"
		case "ALetter":
			classes[c] = "ALetterPictographic"
		default:
			log.Fatalf("%x is a pictograph of the class %q", c, classes[c])
		}
	}
	for c := range g.each(source.ComplexContext) {
		if classes[c] == "" {
			classes[c] = "ALetter"
		}
	}
	for c := range g.each("Script/Han") {
		if classes[c] == "ALetter" {
			classes[c] = "Ideograph"
		}
	}
	for _, path := range []string{source.Ideographic, "Script/Hiragana"} {
		for c := range g.each(path) {
			if classes[c] == "" {
				classes[c] = "Ideograph"
			}
		}
	}
	for c := 0xAC00; c <= 0xD7A3; c++ {
		classes[c] = "Hangul"
	}
}

// encodeNamed writes classes like encodeClasses, as their positions in names.
func encodeNamed(classes, names []string) []byte {
	var list [][2]rune
	for c, class := range classes {
		if class != "" {
			i, _ := slices.BinarySearch(names, class)
			list = append(list, [2]rune{rune(c), rune(i)})
		}
	}
	return encodeClasses(list)
}

// camel is the name of a value without its low lines.
func camel(name string) string {
	var b []byte
	for i := range len(name) {
		if name[i] != '_' {
			b = append(b, name[i])
		}
	}
	return string(b)
}
