package temporal

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var library = &object.Library{
	Name: "Temporal", ShadowRealms: true,
	Groups: []*object.Group{
		temporalGroup,
		nowGroup,
		instantGroup,
		zonedDateTimeGroup,
		plainDateTimeGroup,
		plainDateGroup,
		plainTimeGroup,
		plainYearMonthGroup,
		plainMonthDayGroup,
		durationGroup,
	},
	Text: func(o *heap.Object) (string, bool) {
		text := textOf(o)
		return string(text), text != nil
	},
	Additions: []object.Addition{{
		Group: "Date",
		Rows:  methods(object.Row{Name: "toTemporalInstant", Fn: dateToTemporalInstant}),
	}},
}

// Library returns the library of Temporal, which all runtimes share.
func Library() *object.Library { return library }

// temporalGroup declares %Temporal% (sec-temporal-objects).
var temporalGroup = &object.Group{
	Name:   "Temporal",
	Global: true,
	Rows: []object.Row{
		{Name: "Instant", Intrinsic: idInstant},
		{Name: "PlainDateTime", Intrinsic: idPlainDateTime},
		{Name: "PlainDate", Intrinsic: idPlainDate},
		{Name: "PlainTime", Intrinsic: idPlainTime},
		{Name: "PlainYearMonth", Intrinsic: idPlainYearMonth},
		{Name: "PlainMonthDay", Intrinsic: idPlainMonthDay},
		{Name: "Duration", Intrinsic: idDuration},
		{Name: "ZonedDateTime", Intrinsic: idZonedDateTime},
		{Name: "Now", Intrinsic: idNow},
		{Name: "@@toStringTag", Str: "Temporal", Flags: object.RowString},
	},
}
