package regexp

import "strings"

// corpusSize is the length of the texts that the search benchmarks run on.
const corpusSize = 10 << 20

// random is a linear congruential generator, so simple that the texts can be made
// in any language.
type random uint32

func (r *random) below(n int) int {
	*r = *r*1664525 + 1013904223
	return int(uint64(*r>>8) * uint64(n) >> 24)
}

var corpusWords = strings.Fields(`the of and to in that it was he his with as had for at on her not be you is
said which she they but him from have all my by one were so this there when out up them what would about into could
man more if time like then down old been some over came went upon before hand little through eyes street morning
evening looking something nothing running thinking watching king singing letter question answer Baker London Holmes
Sherlock Watson Irene Adler Lestrade Moriarty Holmesian zebra quixotic extraordinary Zeitgeist`)

// corpusText is prose with dates, addresses, markup and quotations in it.
func corpusText(size int) []byte {
	r := random(42)
	b := make([]byte, 0, size+200)
	word := func() string {
		// Common words come first in the list.
		n := r.below(len(corpusWords))
		return corpusWords[r.below(n+1)]
	}
	number := func(digits int) {
		for range digits {
			b = append(b, byte('0'+r.below(10)))
		}
	}
	for column := 0; len(b) < size; {
		start := len(b)
		switch r.below(60) {
		case 0:
			number(4)
			b = append(b, '-')
			number(2)
			b = append(b, '-')
			number(2)
		case 1:
			b = append(b, word()+"."+word()+"@"+word()+".example.com"...)
		case 2:
			b = append(b, "https://www."+word()+".org/"+word()+"/"+word()+"?"+word()+"="...)
			number(3)
		case 3:
			b = append(b, "<a href=\""+word()+".html\">"+word()+"</a>"...)
		case 4:
			b = append(b, "\""+word()+" "+word()+" \\\""+word()+"\\\" "+word()+"\""...)
		case 5:
			number(1 + r.below(3))
			for range 3 {
				b = append(b, '.')
				number(1 + r.below(3))
			}
		default:
			b = append(b, word()...)
		}
		if r.below(8) == 0 {
			b = append(b, ",.;:!?"[r.below(6)])
		}
		if column += len(b) - start; column > 70 {
			b = append(b, '\n')
			column = 0
		} else {
			b = append(b, ' ')
		}
	}
	return b[:size]
}

// corpusDNA is a genome in lines of 60 with a heading now and then.
func corpusDNA(size int) []byte {
	r := random(7)
	b := make([]byte, 0, size+200)
	for line := 0; len(b) < size; line++ {
		if line%5000 == 0 {
			b = append(b, ">SEQUENCE Homo sapiens frequency\n"...)
		}
		for range 60 {
			n := r.below(100)
			switch {
			case n < 30:
				b = append(b, 'a')
			case n < 50:
				b = append(b, 'c')
			case n < 70:
				b = append(b, 'g')
			case n < 99:
				b = append(b, 't')
			default:
				b = append(b, "BDHKMNRSVWY"[r.below(11)])
			}
		}
		b = append(b, '\n')
	}
	return b[:size]
}
