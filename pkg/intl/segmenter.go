package intl

import (
	"strings"

	"github.com/kilnjs/kiln/internal/segment"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idSegmenter                = object.NewIntrinsic()
	idSegmenterPrototype       = object.NewIntrinsic()
	idSegmentsPrototype        = object.NewIntrinsic()
	idSegmentIteratorPrototype = object.NewIntrinsic()
)

// The internal slots of an Intl.Segmenter.
const (
	segmenterLocale      = iota
	segmenterGranularity // an index of segmenterGranularities
)

// The internal slots of a Segments object. In place of [[SegmentsSegmenter]] it has what is
// asked of that.
const (
	segmentsRules  = iota // a segment.Granularity
	segmentsString        // [[SegmentsString]]
	// What containing found last, so that the segments of a long text can be had one after
	// the other. It is true as long as the object lives: text and rules do not change.
	segmentsStart
	segmentsEnd // 0 before containing was called
	segmentsWordLike
)

// The internal slots of a Segment Iterator.
const (
	segmentIteratorRules  = iota // a segment.Granularity, in place of [[IteratingSegmenter]]
	segmentIteratorString        // [[IteratedString]]
	segmentIteratorNext          // [[IteratedStringNextSegmentCodeUnitIndex]]
)

// segmenterGranularities has the names of the first values of segment.Granularity.
var segmenterGranularities = []string{"grapheme", "word", "sentence"}

// segmenterGroup declares %Intl.Segmenter% and its prototype (sec-intl-segmenter-constructor).
var segmenterGroup = &object.Group{
	Name:  "Segmenter",
	Fn:    newSegmenter,
	Ctor:  idSegmenter,
	Proto: idSegmenterPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = []object.Row{{Name: "supportedLocalesOf", Length: 1, Fn: supportedLocalesOf}}
		rows = []object.Row{
			{Name: "resolvedOptions", Fn: segmenterResolvedOptions},
			{Name: "segment", Length: 1, Fn: segmenterSegment},
			{Name: "@@toStringTag", Str: "Intl.Segmenter", Flags: object.RowString},
		}
		return static, rows
	},
}

// segmentsGroup declares %IntlSegmentsPrototype% (sec-%intlsegmentsprototype%-object).
var segmentsGroup = &object.Group{
	Proto: idSegmentsPrototype,
	Lazy: func() (static, rows []object.Row) {
		return nil, []object.Row{
			{Name: "containing", Length: 1, Fn: segmentsContaining},
			{Name: "@@iterator", Fn: segmentsIterator},
		}
	},
}

// segmentIteratorGroup declares %IntlSegmentIteratorPrototype%
// (sec-%intlsegmentiteratorprototype%-object).
var segmentIteratorGroup = &object.Group{
	Proto:       idSegmentIteratorPrototype,
	ProtoParent: object.IteratorPrototype,
	Lazy: func() (static, rows []object.Row) {
		return nil, []object.Row{
			{Name: "next", Fn: segmentIteratorNextMethod, Step: stepSegmentIterator},
			{Name: "@@toStringTag", Str: "Segmenter String Iterator", Flags: object.RowString},
		}
	},
}

// newSegmenter is Intl.Segmenter (sec-intl.segmenter).
func newSegmenter(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor Intl.Segmenter requires 'new'")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idSegmenterPrototype, heap.ClassSegmenter)
	if err != nil {
		return heap.Undefined, err
	}
	opt, resolved, err := resolveOptions(rt, c.Arg(0), c.Arg(1), getOptionsObject, nil)
	if err != nil {
		return heap.Undefined, err
	}
	granularity, err := opt.index("granularity", segmenterGranularities...)
	if err != nil {
		return heap.Undefined, err
	}
	rt.Heap.SetInternal(o, segmenterLocale, rt.Heap.NewString(resolved.locale).Value())
	rt.Heap.SetInternal(o, segmenterGranularity, heap.Int(int32(granularity)))
	return o.Value(), nil
}

// thisOf is the this value, which has to be of a class.
func thisOf(c *object.Call, class heap.Class, name string) (*heap.Object, error) {
	if c.This.IsObject() && c.This.Object().Class() == class {
		return c.This.Object(), nil
	}
	return nil, c.RT.TypeError("%s is not %s", c.RT.Describe(c.This), name)
}

// segmenterResolvedOptions is Intl.Segmenter.prototype.resolvedOptions
// (sec-intl.segmenter.prototype.resolvedoptions).
func segmenterResolvedOptions(c *object.Call) (heap.Value, error) {
	o, err := thisOf(c, heap.ClassSegmenter, "an Intl.Segmenter")
	if err != nil {
		return heap.Undefined, err
	}
	name := segmenterGranularities[o.Internal(segmenterGranularity).AsInt()]
	return newRecord(c.RT, field{"locale", o.Internal(segmenterLocale)}, field{"granularity", c.RT.Heap.InternGo(name)})
}

// segmenterSegment is Intl.Segmenter.prototype.segment
// (sec-intl.segmenter.prototype.segment) with CreateSegmentsObject
// (sec-createsegmentsobject).
func segmenterSegment(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := thisOf(c, heap.ClassSegmenter, "an Intl.Segmenter")
	if err != nil {
		return heap.Undefined, err
	}
	s, err := rt.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	rules := segment.Granularity(o.Internal(segmenterGranularity).AsInt())
	language, _, _ := strings.Cut(o.Internal(segmenterLocale).Str().Go(rt.Heap), "-")
	if rules == segment.Sentence && language == "el" {
		rules = segment.GreekSentence
	}
	segments := rt.NewIntrinsicObject(heap.ClassSegments, idSegmentsPrototype)
	rt.Heap.SetInternal(segments, segmentsRules, heap.Int(int32(rules)))
	rt.Heap.SetInternal(segments, segmentsString, s.Value())
	rt.Heap.SetInternal(segments, segmentsStart, heap.Int(0))
	rt.Heap.SetInternal(segments, segmentsEnd, heap.Int(0))
	rt.Heap.SetInternal(segments, segmentsWordLike, heap.False)
	return segments.Value(), nil
}

// segmentsContaining is %IntlSegmentsPrototype%.containing
// (sec-%intlsegmentsprototype%.containing).
func segmentsContaining(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := thisOf(c, heap.ClassSegments, "a Segments object")
	if err != nil {
		return heap.Undefined, err
	}
	s := o.Internal(segmentsString).Str()
	n, err := rt.ToIntegerOrInfinity(c.Arg(0))
	if err != nil || n < 0 || n >= float64(s.Len()) {
		return heap.Undefined, err
	}
	rules := segment.Granularity(o.Internal(segmentsRules).AsInt())
	last := segment.Segment{
		Start:    int(o.Internal(segmentsStart).AsInt()),
		End:      int(o.Internal(segmentsEnd).AsInt()),
		WordLike: o.Internal(segmentsWordLike) == heap.True,
	}
	index := int(n)
	if index < last.Start || index >= last.End {
		known := last.End
		if index < known {
			known = 0
		}
		if last, err = rules.Containing(segmentedText(s.Flat(rt.Heap)), index, known, rt); err != nil {
			return heap.Undefined, err
		}
		rt.Work(last.End - last.Start)
		rt.Heap.SetInternal(o, segmentsStart, heap.Int(int32(last.Start)))
		rt.Heap.SetInternal(o, segmentsEnd, heap.Int(int32(last.End)))
		rt.Heap.SetInternal(o, segmentsWordLike, heap.Bool(last.WordLike))
	}
	return createSegmentDataObject(rt, rules, s, last)
}

// segmentsIterator is %IntlSegmentsPrototype% [ %Symbol.iterator% ]
// (sec-%intlsegmentsprototype%-%symbol.iterator%) with CreateSegmentIterator
// (sec-createsegmentiterator).
func segmentsIterator(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := thisOf(c, heap.ClassSegments, "a Segments object")
	if err != nil {
		return heap.Undefined, err
	}
	it := rt.NewIntrinsicObject(heap.ClassSegmentIterator, idSegmentIteratorPrototype)
	rt.Heap.SetInternal(it, segmentIteratorRules, o.Internal(segmentsRules))
	rt.Heap.SetInternal(it, segmentIteratorString, o.Internal(segmentsString))
	rt.Heap.SetInternal(it, segmentIteratorNext, heap.Int(0))
	return it.Value(), nil
}

// segmentIteratorNextMethod is %IntlSegmentIteratorPrototype%.next
// (sec-%intlsegmentiteratorprototype%.next).
func segmentIteratorNextMethod(c *object.Call) (heap.Value, error) {
	if _, err := thisOf(c, heap.ClassSegmentIterator, "a Segment Iterator"); err != nil {
		return heap.Undefined, err
	}
	v, done, _, err := stepSegmentIterator(c.RT, c.This)
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.CreateIterResultObject(v, done), nil
}

// stepSegmentIterator is one step of a Segment Iterator without result object.
func stepSegmentIterator(rt *object.Runtime, iter heap.Value) (v heap.Value, done, ok bool, err error) {
	if !iter.IsObject() || iter.Object().Class() != heap.ClassSegmentIterator {
		return heap.Undefined, false, false, nil
	}
	it := iter.Object()
	s, start := it.Internal(segmentIteratorString).Str(), int(it.Internal(segmentIteratorNext).AsInt())
	if start >= s.Len() {
		return heap.Undefined, true, true, nil
	}
	rules := segment.Granularity(it.Internal(segmentIteratorRules).AsInt())
	found, err := rules.Next(segmentedText(s.Flat(rt.Heap)), start, rt)
	if err != nil {
		return heap.Undefined, false, true, err
	}
	rt.Work(found.End - found.Start)
	rt.Heap.SetInternal(it, segmentIteratorNext, heap.Int(int32(found.End)))
	v, err = createSegmentDataObject(rt, rules, s, found)
	return v, false, true, err
}

// createSegmentDataObject is CreateSegmentDataObject (sec-createsegmentdataobject).
func createSegmentDataObject(rt *object.Runtime, rules segment.Granularity, s *heap.String, found segment.Segment) (heap.Value, error) {
	fields := [...]field{
		{"segment", rt.Heap.Substring(s, found.Start, found.End).Value()},
		{"index", heap.Int(int32(found.Start))},
		{"input", s.Value()},
		{"isWordLike", heap.Bool(found.WordLike)},
	}
	if rules != segment.Word {
		return newRecord(rt, fields[:3]...)
	}
	return newRecord(rt, fields[:]...)
}

func segmentedText(f heap.Flat) segment.Text {
	return segment.Text{Latin1: f.Latin1(), UTF16: f.UTF16()}
}
