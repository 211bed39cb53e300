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

// siteWays is how many sites one construct has: classes that share a parent call its
// constructor at one place.
const siteWays = 3

// noCallee is a word that no script ever sees.
const noCallee = uint64(Thrown)

func (s *Site) forget() { *s = Site{Callee: noCallee, Next: s.Next} }

// Learn keeps what is known about a constructor in a free site of the construct, or
// else in the one that turn chooses.
func (s *Site) Learn(known Site, turn int) {
	at := s
	for w := s; w != nil; w = w.Next {
		if w.Callee == noCallee || w.Callee == known.Callee && w.Target == known.Target {
			at = w
			break
		}
		if turn%siteWays == 0 {
			at = w
		}
		turn--
	}
	known.Next = at.Next
	*at = known
}

// NewSite makes the sites of one construct.
func (m *Machine) NewSite() *Site {
	ways := make([]Site, siteWays)
	for i := range ways {
		ways[i].Callee = noCallee
		if i > 0 {
			ways[i-1].Next = &ways[i]
		}
		m.Sites = append(m.Sites, &ways[i])
	}
	return &ways[0]
}

// ForgetSites empties all sites: cells or machine code that they name may go away.
func (m *Machine) ForgetSites() {
	for _, s := range m.Sites {
		s.forget()
	}
}
