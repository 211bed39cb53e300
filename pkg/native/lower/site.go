package lower

// Site is what machine code knows about one construct: a constructor that it
// has met, and how the object that this begins as is made. Go fills it when
// machine code has asked; every collection empties it, so it keeps nothing alive.
type Site struct {
	Callee      uint64  // Value; noCallee when empty
	Target      uint64  // Value of new.target
	Proto       uint64  // Value of the property prototype of new.target …
	ProtoOffset uint64  // … which is at this byte of its cell, or of its Slots cell
	TargetShape uint32  // shape of new.target
	Overflow    uint32  // 1: protoOffset is in the Slots cell
	AllocState  uintptr // address of the allocation state of the size class of the object
	Header      uint64  // of the object
	Bytes       uint64  // size of the object; 0 for a derived constructor, which makes none
	Entry       uintptr // machine code of the constructor
	Next        *Site   // what else the construct has met, or nil
}

// siteWays is how many sites one construct has at most: classes that share a parent call its
// constructor at one place. It begins with one.
const siteWays = 8

// noCallee is a word that no script ever sees.
const noCallee = uint64(Thrown)

func (s *Site) forget() { *s = Site{Callee: noCallee, Next: s.Next} }

// LearnSite keeps what is known about a constructor in a free site of the construct of s, or in
// a new one; when there are enough, in the one that turn chooses.
func (m *Machine) LearnSite(s *Site, known Site, turn int) {
	at, last, n := s, s, 0
	for w := s; w != nil; w = w.Next {
		if w.Callee == noCallee || w.Callee == known.Callee && w.Target == known.Target {
			known.Next = w.Next
			*w = known
			return
		}
		if turn%siteWays == n {
			at = w
		}
		last = w
		n++
	}
	if n < siteWays {
		last.Next = m.NewSite()
		at = last.Next
	}
	known.Next = at.Next
	*at = known
}

// NewSite makes the first site of a construct.
func (m *Machine) NewSite() *Site {
	s := &Site{Callee: noCallee}
	m.Sites = append(m.Sites, s)
	return s
}

// ForgetSites empties all sites: cells or machine code that they name may go away.
func (m *Machine) ForgetSites() {
	for _, s := range m.Sites {
		s.forget()
	}
}
