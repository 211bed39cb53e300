package regexp

// Subject is a text of either kind: one of the two slices is set (Latin1 for an empty text).
type Subject struct {
	Latin1 []byte
	UTF16  []uint16
}

// Match is a search as the flags say: with the y flag at lastIndex only.
func (p *Program) Match(s Subject, lastIndex int, caps *Captures, poll func() error) (bool, error) {
	return p.search(s, lastIndex, p.Flags.Has(Sticky), caps, poll)
}

// MatchAt is Match as with the y flag.
func (p *Program) MatchAt(s Subject, index int, caps *Captures, poll func() error) (bool, error) {
	return p.search(s, index, true, caps, poll)
}

// Find is Match as without the y flag.
func (p *Program) Find(s Subject, from int, caps *Captures, poll func() error) (bool, error) {
	return p.search(s, from, false, caps, poll)
}

func (p *Program) search(s Subject, at int, sticky bool, caps *Captures, poll func() error) (bool, error) {
	if s.UTF16 != nil {
		return p.SearchUTF16(s.UTF16, at, sticky, caps, poll)
	}
	return p.SearchLatin1(s.Latin1, at, sticky, caps, poll)
}
