package heap

import "math/bits"

// When a chain of appended pieces is BufferDepth deep, its text moves into a buffer.
const (
	BufferDepth = 32
	// … but only if the text has at most this many units per link, as a shift.
	BufferLinkShift = 8
	bufferPerLink   = 1 << BufferLinkShift
	minBuffer       = 64 // units
)

// Concat returns a followed by b. The caller has checked that the sum of the
// lengths is at most Heap.MaxStringLength.
func (h *Heap) Concat(a, b *String) *String {
	n, m := a.Len(), b.Len()
	if m == 0 {
		return a
	}
	if n == 0 {
		return b
	}
	total := n + m
	if total > MaxStringLength {
		panic("heap: string too long")
	}
	if total < MinRope {
		return h.concatCopy(a, b)
	}
	if a.kind() == KindSlice {
		if r := h.extend(a, b); r != nil {
			return r
		}
	}
	depth := 1
	if a.kind() == KindRope {
		depth += a.offset()
		if depth >= BufferDepth && depth > n>>BufferLinkShift && m < n {
			if r := h.toBuffer(a, b); r != nil {
				return r
			}
		}
	}
	r := (*String)(h.allocCell(4, uint64(KindRope)))
	if !a.isLatin1() || !b.isLatin1() {
		r.hdr |= subWide
	}
	r.setMeta(total, depth)
	*r.word(wordLeft) = a.Value()
	*r.word(wordRight) = b.Value()
	return h.keepString(r)
}

// ConcatBytes returns how many bytes Concat of a and b may allocate for a buffer,
// for CheckAlloc.
func (h *Heap) ConcatBytes(a, b *String) int64 {
	n := int64(a.Len() + b.Len())
	switch a.kind() {
	case KindSlice:
		base := a.word(wordBase).Str()
		k := base.kind()
		if k != KindBufLatin1 && k != KindBufUTF16 || a.offset()+a.Len() != base.Len() || base.Len()+b.Len() <= base.offset() {
			return 0
		}
		if k == KindBufUTF16 {
			n *= 2
		}
		return n + n/2
	case KindRope:
		if a.offset()+1 >= BufferDepth {
			return n + n/2
		}
	}
	return 0
}

func (h *Heap) concatCopy(a, b *String) *String {
	x, y := a.Flat(h), b.Flat(h)
	n := x.Len()
	if !x.IsWide() && !y.IsWide() {
		s := h.allocFlat(KindLatin1, n+y.Len(), n+y.Len())
		to := s.bytes(n + y.Len())
		copy(to, x.Latin1())
		copy(to[n:], y.Latin1())
		return h.keepString(s)
	}
	s := h.allocFlat(KindUTF16, n+y.Len(), n+y.Len())
	to := s.units(n + y.Len())
	x.copyTo(to)
	y.copyTo(to[n:])
	return h.keepString(s)
}

// copyTo writes the units to the front of to.
func (f Flat) copyTo(to []uint16) {
	if f.IsWide() {
		copy(to, f.UTF16())
	} else {
		widen(to, f.Latin1())
	}
}

// extend appends b in the room behind the buffer that the slice a ends at, or
// in a larger copy of it. It returns nil when a is no such slice.
func (h *Heap) extend(a, b *String) *String {
	base := a.word(wordBase).Str()
	kind := base.kind()
	if kind != KindBufLatin1 && kind != KindBufUTF16 {
		return nil
	}
	n, m, off := a.Len(), b.Len(), a.offset()
	used, room := base.Len(), base.offset()
	if off+n != used {
		return nil
	}
	f := b.Flat(h)
	if kind == KindBufLatin1 && f.IsWide() {
		return nil
	}
	if used+m > room {
		if n < minBuffer || m > n {
			return nil
		}
		base = h.newBuffer(kind, a.Flat(h), n+m)
		used, off = n, 0
		// a moves too: appending to it once more then branches off instead of
		// copying again.
		a.setMeta(n, 0)
		*a.word(wordBase) = base.Value()
		h.barrier(&a.cell, wordBase, base.Value())
	}
	if kind == KindBufLatin1 {
		copy(base.bytes(used + m)[used:], f.Latin1())
	} else {
		f.copyTo(base.units(used + m)[used:])
	}
	base.setMeta(used+m, base.offset())
	return h.newSlice(base.Value(), off, n+m)
}

// newBuffer makes a buffer with the text f and room for at least need units.
func (h *Heap) newBuffer(kind Kind, f Flat, need int) *String {
	room := max(need+need/2, minBuffer)
	if words := 2 + room/8; words > maxSmallWords && !h.fits(int64(room)*2) {
		room = need + need/16
	}
	base := h.allocFlat(kind, f.Len(), room)
	if kind == KindBufLatin1 {
		copy(base.bytes(room), f.Latin1())
	} else {
		f.copyTo(base.units(room))
	}
	h.keepString(base)
	return base
}

// toBuffer moves the text of the rope a into a buffer and appends b to it. a
// becomes a slice of the buffer.
func (h *Heap) toBuffer(a, b *String) *String {
	kind := KindBufLatin1
	if !a.isLatin1() || !b.isLatin1() {
		kind = KindBufUTF16
	}
	n := a.Len()
	base := h.newBuffer(kind, Flat{}, n+b.Len())
	base.setMeta(n, base.offset())
	h.fill(a, base)
	h.becomeSlice(a, base)
	return h.extend(a, b)
}

// flatten turns a rope into a slice of a flat string, in place.
func (h *Heap) flatten(s *String) {
	kind := KindLatin1
	if !s.isLatin1() {
		kind = KindUTF16
	}
	flat := h.allocFlat(kind, s.Len(), s.Len())
	h.keepString(flat)
	h.fill(s, flat)
	h.becomeSlice(s, flat)
}

// becomeSlice makes the rope s a slice of all of base's text up to its length.
func (h *Heap) becomeSlice(s, base *String) {
	s.hdr = s.hdr&^(kindMask|subWide) | uint64(KindSlice)
	s.setMeta(s.Len(), 0)
	*s.word(wordBase) = base.Value()
	*s.word(wordRight) = Undefined
	h.barrier(&s.cell, wordBase, base.Value())
}

// pending is a part of a rope that is still to be written at a place.
type pending struct {
	s  *String
	at int
}

// fill writes the text of rope s to the front of base, a flat string or a
// buffer. Of two ropes the shorter is written first, which bounds the parts
// that wait by the logarithm of the length.
func (h *Heap) fill(s, base *String) {
	wide := isWide(base.kind())
	var narrowTo []byte
	var wideTo []uint16
	if wide {
		wideTo = base.units(s.Len())
	} else {
		narrowTo = base.bytes(s.Len())
	}
	var buf [bits.UintSize]pending
	wait := append(buf[:0], pending{s, 0})
	for len(wait) > 0 {
		p := wait[len(wait)-1]
		wait = wait[:len(wait)-1]
		for p.s.kind() == KindRope {
			l, r := p.s.word(wordLeft).Str(), p.s.word(wordRight).Str()
			longer, shorter := pending{l, p.at}, pending{r, p.at + l.Len()}
			if l.Len() < r.Len() {
				longer, shorter = shorter, longer
			}
			if shorter.s.kind() == KindRope {
				wait = append(wait, longer)
				p = shorter
				continue
			}
			put(shorter, narrowTo, wideTo, h)
			p = longer
		}
		put(p, narrowTo, wideTo, h)
	}
}

// put writes a string that is no rope.
func put(p pending, narrowTo []byte, wideTo []uint16, h *Heap) {
	f := p.s.Flat(h)
	if wideTo != nil {
		f.copyTo(wideTo[p.at:])
		return
	}
	copy(narrowTo[p.at:], f.Latin1())
}
