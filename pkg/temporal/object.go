package temporal

import (
	"math/big"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// The internal slots of objects hold numbers:
//
//	date       year, month and day in one int: year<<9 | month<<5 | day
//	time       nanoseconds since midnight, a Number below 2^47
//	seconds    since the epoch, rounded down, a Number below 2^43
//	calendar   a calendarID
//	time zone  a timeZone
const (
	monthBits, dayBits = 4, 5

	instantSeconds = 0 // of Instant and ZonedDateTime
	instantNanos   = 1
	zonedTimeZone  = 2
	zonedCalendar  = 3
	slotDate       = 0 // of all with a date
	slotCalendar   = 1 // of PlainDate, PlainYearMonth, PlainMonthDay
	dateTimeTime   = 1
	dateTimeCal    = 2
	slotTime       = 0 // of PlainTime
)

func packDate(d isoDate) heap.Value {
	return heap.Int(int32(d.year<<(monthBits+dayBits) | d.month<<dayBits | d.day))
}

func dateAt(o *heap.Object) isoDate {
	n := int64(o.Internal(slotDate).AsInt())
	return isoDate{n >> (monthBits + dayBits), n >> dayBits & (1<<monthBits - 1), n & (1<<dayBits - 1)}
}

func timeAt(o *heap.Object, slot int) timeOfDay { return timeOfDay(o.Internal(slot).Float64()) }

func calendarAt(o *heap.Object, slot int) calendarID { return calendarID(o.Internal(slot).AsInt()) }

// epochNsAt is [[EpochNanoseconds]] of an Instant or ZonedDateTime.
func epochNsAt(o *heap.Object) int128 {
	return mul64(int64(o.Internal(instantSeconds).Float64()), nsPerSecond).add(wide(int64(o.Internal(instantNanos).AsInt())))
}

func setEpochNs(h *heap.Heap, o *heap.Object, ns int128) {
	seconds, rest := ns.floorDiv(nsPerSecond)
	h.SetInternal(o, instantSeconds, heap.Int64(int64(seconds.lo)))
	h.SetInternal(o, instantNanos, heap.Int(int32(rest)))
}

func zoneAt(o *heap.Object) timeZone { return timeZone(o.Internal(zonedTimeZone).AsInt()) }

func dateTimeAt(o *heap.Object) isoDateTime { return isoDateTime{dateAt(o), timeAt(o, dateTimeTime)} }

// zonedDateTimeAt is the local date and time of a ZonedDateTime.
func zonedDateTimeAt(o *heap.Object) isoDateTime { return getISODateTimeFor(zoneAt(o), epochNsAt(o)) }

func durationAt(o *heap.Object) (d duration) {
	for i := range d {
		d[i] = o.Internal(i).Float64()
	}
	return d
}

// calendarOf is [[Calendar]] of an object that has it.
func calendarOf(o *heap.Object) (calendarID, bool) {
	switch o.Class() {
	case heap.ClassPlainDate, heap.ClassPlainYearMonth, heap.ClassPlainMonthDay:
		return calendarAt(o, slotCalendar), true
	case heap.ClassPlainDateTime:
		return calendarAt(o, dateTimeCal), true
	case heap.ClassZonedDateTime:
		return calendarAt(o, zonedCalendar), true
	}
	return 0, false
}

// The prototypes.
var (
	idInstantPrototype        = object.NewIntrinsic()
	idZonedDateTimePrototype  = object.NewIntrinsic()
	idPlainDateTimePrototype  = object.NewIntrinsic()
	idPlainDatePrototype      = object.NewIntrinsic()
	idPlainTimePrototype      = object.NewIntrinsic()
	idPlainYearMonthPrototype = object.NewIntrinsic()
	idPlainMonthDayPrototype  = object.NewIntrinsic()
	idDurationPrototype       = object.NewIntrinsic()
)

// create makes an object of class: of the running realm if newTarget is Undefined.
func create(rt *object.Runtime, newTarget heap.Value, proto object.IntrinsicID, class heap.Class) (*heap.Object, error) {
	if newTarget.IsUndefined() {
		return rt.NewIntrinsicObject(class, proto), nil
	}
	return rt.OrdinaryCreateFromConstructor(newTarget, proto, class)
}

// value is the result of an operation that makes an object.
func value(o *heap.Object, err error) (heap.Value, error) {
	if err != nil {
		return heap.Undefined, err
	}
	return o.Value(), nil
}

// createTemporalInstant is CreateTemporalInstant (sec-temporal-createtemporalinstant).
func createTemporalInstant(rt *object.Runtime, ns int128, newTarget heap.Value) (*heap.Object, error) {
	o, err := create(rt, newTarget, idInstantPrototype, heap.ClassInstant)
	if err == nil {
		setEpochNs(rt.Heap, o, ns)
	}
	return o, err
}

// createTemporalZonedDateTime is CreateTemporalZonedDateTime
// (sec-temporal-createtemporalzoneddatetime).
func createTemporalZonedDateTime(rt *object.Runtime, ns int128, z timeZone, cal calendarID, newTarget heap.Value) (*heap.Object, error) {
	o, err := create(rt, newTarget, idZonedDateTimePrototype, heap.ClassZonedDateTime)
	if err == nil {
		setEpochNs(rt.Heap, o, ns)
		rt.Heap.SetInternal(o, zonedTimeZone, heap.Int(int32(z)))
		rt.Heap.SetInternal(o, zonedCalendar, heap.Int(int32(cal)))
	}
	return o, err
}

// createTemporalDateTime is CreateTemporalDateTime (sec-temporal-createtemporaldatetime).
func createTemporalDateTime(rt *object.Runtime, dt isoDateTime, cal calendarID, newTarget heap.Value) (*heap.Object, error) {
	if !isoDateTimeWithinLimits(dt) {
		return nil, errDateTimeRange
	}
	o, err := create(rt, newTarget, idPlainDateTimePrototype, heap.ClassPlainDateTime)
	if err == nil {
		rt.Heap.SetInternal(o, slotDate, packDate(dt.date))
		rt.Heap.SetInternal(o, dateTimeTime, heap.Int64(int64(dt.time)))
		rt.Heap.SetInternal(o, dateTimeCal, heap.Int(int32(cal)))
	}
	return o, err
}

// createDate is what the operations have in common that make an object with a date and a
// calendar.
func createDate(rt *object.Runtime, d isoDate, cal calendarID, newTarget heap.Value, proto object.IntrinsicID, class heap.Class) (*heap.Object, error) {
	o, err := create(rt, newTarget, proto, class)
	if err == nil {
		rt.Heap.SetInternal(o, slotDate, packDate(d))
		rt.Heap.SetInternal(o, slotCalendar, heap.Int(int32(cal)))
	}
	return o, err
}

// createTemporalDate is CreateTemporalDate (sec-temporal-createtemporaldate).
func createTemporalDate(rt *object.Runtime, d isoDate, cal calendarID, newTarget heap.Value) (*heap.Object, error) {
	if !isoDateWithinLimits(d) {
		return nil, errDateRange
	}
	return createDate(rt, d, cal, newTarget, idPlainDatePrototype, heap.ClassPlainDate)
}

// createTemporalYearMonth is CreateTemporalYearMonth (sec-temporal-createtemporalyearmonth).
func createTemporalYearMonth(rt *object.Runtime, d isoDate, cal calendarID, newTarget heap.Value) (*heap.Object, error) {
	if !isoYearMonthWithinLimits(d) {
		return nil, errDateRange
	}
	return createDate(rt, d, cal, newTarget, idPlainYearMonthPrototype, heap.ClassPlainYearMonth)
}

// createTemporalMonthDay is CreateTemporalMonthDay (sec-temporal-createtemporalmonthday).
func createTemporalMonthDay(rt *object.Runtime, d isoDate, cal calendarID, newTarget heap.Value) (*heap.Object, error) {
	if !isoDateWithinLimits(d) {
		return nil, errDateRange
	}
	return createDate(rt, d, cal, newTarget, idPlainMonthDayPrototype, heap.ClassPlainMonthDay)
}

// createTemporalTime is CreateTemporalTime (sec-temporal-createtemporaltime).
func createTemporalTime(rt *object.Runtime, t timeOfDay, newTarget heap.Value) (*heap.Object, error) {
	o, err := create(rt, newTarget, idPlainTimePrototype, heap.ClassPlainTime)
	if err == nil {
		rt.Heap.SetInternal(o, slotTime, heap.Int64(int64(t)))
	}
	return o, err
}

// createTemporalDuration is CreateTemporalDuration (sec-temporal-createtemporalduration).
func createTemporalDuration(rt *object.Runtime, d *duration, newTarget heap.Value) (*heap.Object, error) {
	if !isValidDuration(d) {
		return nil, errDuration
	}
	o, err := create(rt, newTarget, idDurationPrototype, heap.ClassDuration)
	if err == nil {
		for i, v := range d {
			rt.Heap.SetInternal(o, i, heap.Number(v+0))
		}
	}
	return o, err
}

// method makes the function of a row: what it returns of rangeError and typeError is thrown as
// an error of the realm.
func method(f object.HostFunc) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		v, err := f(c)
		if err != nil {
			return heap.Undefined, thrown(c.RT, err)
		}
		return v, nil
	}
}

// methods makes the functions of rows by method.
func methods(rows ...object.Row) []object.Row {
	for i := range rows {
		if f := rows[i].Fn; f != nil {
			rows[i].Fn = method(f)
		}
		if f := rows[i].Get; f != nil {
			rows[i].Get = method(f)
		}
	}
	return rows
}

// receiver is the this value if it is of class.
func receiver(c *object.Call, class heap.Class) (*heap.Object, error) {
	if c.This.IsObject() {
		if o := c.This.Object(); o.Class() == class {
			return o, nil
		}
	}
	return nil, c.RT.TypeError("%s is not a %s", c.RT.Describe(c.This), class)
}

// on makes a method or getter of objects of class.
func on(class heap.Class, f func(c *object.Call, o *heap.Object) (heap.Value, error)) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		o, err := receiver(c, class)
		if err != nil {
			return heap.Undefined, err
		}
		return f(c, o)
	}
}

// noValueOf is valueOf of all types: nothing is compared by accident.
func noValueOf(c *object.Call) (heap.Value, error) {
	return heap.Undefined, typeError("Temporal objects have no primitive value: compare them with compare() or equals()")
}

// requireNew is the beginning of all constructors.
func requireNew(c *object.Call, class heap.Class) error {
	if c.NewTarget.IsUndefined() {
		return c.RT.TypeError("Constructor %s requires 'new'", class)
	}
	return nil
}

// ofClass is v as an object of class, nil if it is none.
func ofClass(v heap.Value, class heap.Class) *heap.Object {
	if v.IsObject() && v.Object().Class() == class {
		return v.Object()
	}
	return nil
}

// newBigInt makes a BigInt of nanoseconds.
func newBigInt(rt *object.Runtime, ns int128) (heap.Value, error) {
	if ns.isInt64() {
		return rt.NewBigIntInt64(int64(ns.lo)), nil
	}
	return rt.NewBigInt(ns.big())
}

// toEpochNs is ToBigInt of a value that has to be valid by IsValidEpochNanoseconds.
func toEpochNs(rt *object.Runtime, v heap.Value) (int128, error) {
	b, err := rt.ToBigInt(v)
	if err != nil {
		return int128{}, err
	}
	if i, ok := b.Int64(); ok {
		return wide(i), nil
	}
	const most = 80
	if b.BitLen() > most {
		return int128{}, errInstantRange
	}
	ns := wideBig(b.View(new(big.Int)))
	if !isValidEpochNanoseconds(ns) {
		return ns, errInstantRange
	}
	return ns, nil
}

// text makes the String of bytes in ASCII.
func text(rt *object.Runtime, b []byte) (heap.Value, error) { return rt.Heap.NewLatin1(b).Value(), nil }

// stringOf is a String as Go text for a parser.
func stringOf(rt *object.Runtime, s *heap.String) string {
	rt.Heap.Work(s.Len())
	return s.Go(rt.Heap)
}

// integer makes a Number of an integer.
func integer(n int64) (heap.Value, error) { return heap.Int64(n), nil }
