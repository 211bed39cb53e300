package inside

import (
	"fmt"
	"slices"
	"strings"
)

// reasonAdvice says what follows from a reason for which a tier declines a function.
var reasonAdvice = map[string]string{
	"generator or async function":                "a frame that suspends is not optimized: hot loops in it are faster in a function of their own that does not suspend",
	"most of it is done in Go":                   "most of its instructions have no machine code, so bytecode is as fast",
	"too large":                                  "it is too large for machine code: its hot loop is faster in a function of its own",
	"left too often":                             "machine code of it did not hold: see where it was left",
	"machine code takes its share of the memory": "machine code has its share of the memory: a larger limit of the heap leaves more",
}

// manyExits is how often machine code goes to Go at one place before that is worth a word.
const manyExits = 10_000

// advise says in words what is known to cost.
func (f *TierFunc) advise() {
	for _, text := range f.Declined {
		_, reason, _ := strings.Cut(text, ": ")
		if advice := reasonAdvice[reason]; advice != "" {
			f.say("%s", advice)
		}
	}
	for _, w := range f.Leaves {
		f.adviseLeave(&w)
	}
	for _, c := range f.Caches {
		what := "." + c.Key
		if c.Key == "" {
			what = "a member"
		}
		if c.State == "mega" {
			f.say("line %d: %s is looked up in objects of more than %d shapes, among them %s; objects that get the same keys in the same order share a shape",
				c.Line, what, len(c.Entries), shapesOf(c.Entries))
		}
	}
	for _, w := range f.Exits {
		if w.Times >= manyExits {
			f.say("line %d: machine code went to Go %d times for %s", w.Line, w.Times, strings.Fields(w.Instruction)[0])
		}
	}
}

func (f *TierFunc) adviseLeave(w *WayOut) {
	what := "what is at " + strings.Fields(w.Instruction)[0]
	if w.Expression != "" {
		what = w.Expression
	}
	switch {
	case w.Seen == nil:
	case slices.Equal(w.Expected, []string{"int"}) && slices.Equal(w.Seen, []string{"double"}):
		f.say("line %d: in %s something is sometimes a double and was an integer before, so that machine code was left there", w.Line, what)
	case w.Expected != nil && strings.ContainsAny(w.Expected[0], "{"):
		f.say("line %d: the object is not always %s, but also %s", w.Line, strings.Join(w.Expected, " or "), strings.Join(w.Seen, " or "))
	default:
		f.say("line %d: in %s something is sometimes %s", w.Line, what, strings.Join(w.Seen, " or "))
	}
}

func shapesOf(entries []CacheEntry) string {
	var list []string
	for _, e := range entries {
		if !slices.Contains(list, e.Shape) {
			list = append(list, e.Shape)
		}
	}
	return strings.Join(list, ", ")
}

// say adds advice, once.
func (f *TierFunc) say(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(f.Advice, text) {
		f.Advice = append(f.Advice, text)
	}
}
