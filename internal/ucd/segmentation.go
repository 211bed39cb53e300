package ucd

import "sync"

// Classes has the class of every code point for one level of text segmentation, as a
// trie of two stages.
type Classes struct {
	low    [256]uint8 // of Latin-1
	index  [(MaxRune + 1) / classBlock]uint16
	blocks []uint8
}

// classBlock is the number of code points of a block.
const classBlock = 128

// Of returns the class of a code point.
func (c *Classes) Of(r rune) uint8 {
	if uint32(r) < 256 {
		return c.low[r]
	}
	return c.blocks[int(c.index[uint32(r)/classBlock])*classBlock+int(uint32(r)%classBlock)]
}

// GraphemeClasses has the values of Grapheme_Cluster_Break. Those of Indic_Conjunct_Break
// and Extended_Pictographic are classes of their own: Linker and ExtendNotConjunct are parts
// of Extend, Consonant and Pictographic of Other.
var GraphemeClasses = sync.OnceValue(func() *Classes { return decodeClasses(graphemeOffset) })

// WordClasses has the values of Word_Break. Pictographic is a part of Other,
// ALetterPictographic, and Hangul, the syllables, are parts of ALetter; ALetter has the
// letters whose Line_Break is Complex_Context too; Ideograph has what is Ideographic or
// Hiragana of Other, and of ALetter what is of the script Han.
var WordClasses = sync.OnceValue(func() *Classes { return decodeClasses(wordOffset) })

// SentenceClasses has the values of Sentence_Break.
var SentenceClasses = sync.OnceValue(func() *Classes { return decodeClasses(sentenceOffset) })

func decodeClasses(offset int) *Classes {
	d := decoderAt(offset)
	runs := d.classRuns()
	c := new(Classes)
	seen := map[[classBlock]uint8]uint16{}
	for i := range c.index {
		lo := rune(i * classBlock)
		var block [classBlock]uint8
		for len(runs) > 0 && runs[0].lo < lo+classBlock {
			run := runs[0]
			for r := max(run.lo, lo); r <= min(run.hi, lo+classBlock-1); r++ {
				block[r-lo] = run.class
			}
			if run.hi >= lo+classBlock {
				break // it goes on in the next block
			}
			runs = runs[1:]
		}
		n, ok := seen[block]
		if !ok {
			n = uint16(len(seen))
			seen[block] = n
			c.blocks = append(c.blocks, block[:]...)
		}
		c.index[i] = n
		if int(lo) < len(c.low) {
			copy(c.low[lo:], block[:])
		}
	}
	return c
}
