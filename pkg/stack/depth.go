package stack

// A stack may be bounded by the number of its frames. Counting them at each call would cost
// every call: instead Limit stays below the word that so many frames must reach at least,
// each being as small as a header. Only a frame above it, which goes through Reserve, has the
// frames below it counted.

// bound is how many frames the stack may have.
type bound struct {
	frames int // 0 means any number
	safe   int // words that hold no more than that, whatever they are
}

// Narrow allows n frames more than there are, and at most as many as were allowed, until
// restore is called.
func (s *Stack) Narrow(n int) (restore func()) {
	saved := s.bound
	b := bound{s.Depth() + n, max(s.Top, 0) + n*Header}
	b.frames = max(b.frames, 1)
	if saved.frames > 0 {
		b = bound{min(b.frames, saved.frames), min(b.safe, saved.safe)}
	}
	s.bound, s.reach = b, max(s.reach, s.Limit)
	s.setLimit(s.Limit)
	return func() {
		s.bound = saved
		if saved.frames == 0 {
			s.setLimit(max(s.Limit, s.reach))
			s.reach = 0
		}
	}
}

// MaxFrames returns how many frames the stack may have; 0 means any number.
func (s *Stack) MaxFrames() int { return s.bound.frames }

// Within reports whether n frames more than there are would be allowed by Narrow.
func (s *Stack) Within(n int) bool {
	if s.bound.frames == 0 {
		return true
	}
	frames := s.Depth()
	s.heap.Work(frames)
	return frames+n <= s.bound.frames
}

// Deep reports whether the last Reserve failed because of Narrow.
func (s *Stack) Deep() bool {
	deep := s.deep
	s.deep = false
	return deep
}

// ReserveRunning is Reserve for the frame at FP, which becomes larger.
func (s *Stack) ReserveRunning(top int) error {
	if top <= s.Limit {
		return nil
	}
	return s.grow(top, 0)
}

// growDeep is grow above the safe words, for what makes more frames of the current ones.
func (s *Stack) growDeep(top, more int) error {
	frames := s.Depth()
	s.heap.Work(frames)
	if frames+more > s.bound.frames {
		s.deep = true
		return ErrOverflow
	}
	s.deep = false
	s.reach = max(s.reach, top)
	s.noteHigh(top)
	return nil
}
