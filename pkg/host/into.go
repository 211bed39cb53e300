package host

import (
	"encoding"
	"encoding/json"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// ExportTo stores what v is in Go into dst, which is settable. What does not fit, or would lose
// something, is an error; dst may then be changed in part. An object that stands for a Go value
// is that value. Properties for which a struct has no field are left out, and fields without a
// property stay as they are.
func (b *Bridge) ExportTo(v heap.Value, dst reflect.Value) error {
	return b.rules.planOf(dst.Type()).ready().out(b, v, dst)
}

func toInt(b *Bridge, v heap.Value) (int, error) {
	if v.IsInt() {
		return int(v.AsInt()), nil
	}
	i, err := b.toInt64(v, intType)
	if err == nil && int64(int(i)) != i {
		err = b.noGo(v, intType, "it does not fit")
	}
	return int(i), err
}

func toFloat(b *Bridge, v heap.Value) (float64, error) { return b.toFloat64(v, floatType) }

func toText(b *Bridge, v heap.Value) (string, error) { return b.toString(v, stringType) }

var (
	intType    = reflect.TypeFor[int]()
	floatType  = reflect.TypeFor[float64]()
	stringType = reflect.TypeFor[string]()
	valueType  = reflect.TypeFor[heap.Value]()
)

// number is v as a Number, for the type t.
func (b *Bridge) number(v heap.Value, t reflect.Type) (float64, error) {
	switch {
	case v.IsNumber():
		return v.Float64(), nil
	case b.rules.Coerce:
		if v.IsBigInt() {
			return b.rt.BigIntToNumber(v.BigInt()), nil
		}
		return b.rt.ToNumber(v)
	}
	return 0, b.noGo(v, t, "")
}

// toInt64 is v, an integral Number or a BigInt, as a signed integer for the type t.
func (b *Bridge) toInt64(v heap.Value, t reflect.Type) (int64, error) {
	if v.IsInt() {
		return int64(v.AsInt()), nil
	}
	if v.IsBigInt() {
		if i, ok := v.BigInt().Int64(); ok || b.rules.Coerce {
			return i, nil
		}
		return 0, b.noGo(v, t, "it does not fit")
	}
	f, err := b.number(v, t)
	switch {
	case err != nil:
		return 0, err
	case b.rules.Coerce:
		return clampInt64(f), nil
	case f != math.Trunc(f) || math.IsInf(f, 0):
		return 0, b.noGo(v, t, "it is no integer")
	case f < -1<<63 || f >= 1<<63:
		return 0, b.noGo(v, t, "it does not fit")
	}
	return int64(f), nil
}

// clampInt64 is the integer that conversions with Coerce make of f: NaN is 0, and what is too
// large wraps around as ToInt32 does, at 64 bits.
func clampInt64(f float64) int64 {
	switch {
	case f != f || math.IsInf(f, 0):
		return 0
	case f >= -1<<63 && f < 1<<63:
		return int64(f)
	}
	return int64(uint64(int64(math.Mod(math.Trunc(f), 1<<63))))
}

func (b *Bridge) toUint64(v heap.Value, t reflect.Type) (uint64, error) {
	if v.IsBigInt() && !b.rules.Coerce {
		if big := v.BigInt(); big.Sign() >= 0 && big.BitLen() <= 64 {
			return big.Uint64(), nil
		}
		return 0, b.noGo(v, t, "it does not fit")
	}
	f, err := b.number(v, t)
	switch {
	case err != nil:
		return 0, err
	case b.rules.Coerce:
		return uint64(clampInt64(f)), nil
	case f != math.Trunc(f) || math.IsInf(f, 0):
		return 0, b.noGo(v, t, "it is no integer")
	case f < 0 || f >= 1<<64:
		return 0, b.noGo(v, t, "it does not fit")
	}
	return uint64(f), nil
}

func (b *Bridge) toFloat64(v heap.Value, t reflect.Type) (float64, error) {
	if v.IsBigInt() && !b.rules.Coerce {
		f, accuracy := new(big.Float).SetInt(v.BigInt().Big()).Float64()
		if accuracy == big.Exact {
			return f, nil
		}
		return 0, b.noGo(v, t, "it would lose digits")
	}
	return b.number(v, t)
}

func (b *Bridge) toString(v heap.Value, t reflect.Type) (string, error) {
	if v.IsString() {
		return b.goText(v.Str())
	}
	if b.rules.Coerce {
		return b.rt.ToGoString(v)
	}
	return "", b.noGo(v, t, "")
}

// goText is the text of a string.
func (b *Bridge) goText(s *heap.String) (string, error) {
	if n := s.Len(); n > largeText {
		if err := b.rt.CheckAlloc(n); err != nil {
			return "", err
		}
		b.rt.Work(n >> 3)
		if err := b.rt.Poll(); err != nil {
			return "", err // arguments may be many such texts
		}
	}
	text := s.Go(b.rt.Heap)
	if len(text) >= tallyText && b.walk.depth == 0 {
		b.converted += int64(len(text))
	}
	return text, nil
}

// outOf chooses how values of scripts become values of the type.
func (p *plan) outOf() OutFunc {
	t := p.t
	out := p.outOfKind()
	switch t {
	case timeType, durationType, bigIntType, valueType:
		return out
	}
	if t.Kind() == reflect.Interface {
		return out
	}
	pointer := reflect.PointerTo(t)
	text, jsonText := pointer.Implements(textUnmarshaler), pointer.Implements(jsonUnmarshaler)
	if t.Kind() == reflect.Pointer || !text && !jsonText {
		return out
	}
	p.decodes = true
	return func(b *Bridge, v heap.Value, dst reflect.Value) error {
		if b.takeLive(v, dst) {
			return nil
		}
		if text && v.IsString() {
			return b.unmarshalText(v, dst)
		}
		if jsonText {
			return b.unmarshalJSON(v, dst)
		}
		return out(b, v, dst)
	}
}

func (b *Bridge) unmarshalText(v heap.Value, dst reflect.Value) (err error) {
	text, err := b.goText(v.Str())
	if err != nil {
		return err
	}
	failed := func() (failed error) {
		defer b.protect(&err)
		return dst.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
	}()
	if failed != nil {
		return b.noGo(v, dst.Type(), failed.Error())
	}
	return err
}

func (b *Bridge) unmarshalJSON(v heap.Value, dst reflect.Value) (err error) {
	s, err := b.rt.Language().StringifyJSON(b.rt, v)
	if err != nil {
		return err
	}
	if !s.IsString() {
		return b.noGo(v, dst.Type(), "it has no JSON")
	}
	text, err := b.goText(s.Str())
	if err != nil {
		return err
	}
	failed := func() (failed error) {
		defer b.protect(&err)
		return dst.Addr().Interface().(json.Unmarshaler).UnmarshalJSON([]byte(text))
	}()
	if failed != nil {
		return b.noGo(v, dst.Type(), failed.Error())
	}
	return err
}

// takeLive stores the Go value that v stands for, if it has the type of dst.
func (b *Bridge) takeLive(v heap.Value, dst reflect.Value) bool {
	if !v.IsObject() {
		return false
	}
	t := dst.Type()
	if x := b.liveOf(v); x != nil {
		switch variable := x.variable(); {
		case t.Kind() == reflect.Interface && x.GoValue().Type().AssignableTo(t):
			dst.Set(x.GoValue())
			return true
		case variable.Type().AssignableTo(t):
			dst.Set(variable)
			return true
		case variable.CanAddr() && variable.Addr().Type().AssignableTo(t):
			dst.Set(variable.Addr())
			return true
		}
		return false
	}
	if f, ok := b.goFunctionOf(v); ok && f.Type().AssignableTo(t) {
		dst.Set(f)
		return true
	}
	if x := b.holderOf(v); x != nil {
		if held, ok := x.HeldAs(t); ok {
			dst.Set(reflect.ValueOf(held))
			return true
		}
		if t.Kind() == reflect.Struct {
			if held, ok := x.HeldAs(reflect.PointerTo(t)); ok && !reflect.ValueOf(held).IsNil() {
				dst.Set(reflect.ValueOf(held).Elem())
				return true
			}
		}
		return false
	}
	if err := b.GoError(v); err != nil && reflect.TypeOf(err).AssignableTo(t) {
		dst.Set(reflect.ValueOf(err))
		return true
	}
	return false
}

// outOfKind chooses by the kind of the type.
func (p *plan) outOfKind() OutFunc {
	t := p.t
	switch t {
	case timeType:
		return outTime
	case durationType:
		return outDuration
	case bigIntType:
		return outBig
	}
	switch t.Kind() {
	case reflect.Bool:
		return func(b *Bridge, v heap.Value, dst reflect.Value) error {
			if !v.IsBool() && !b.rules.Coerce {
				return b.noGo(v, t, "")
			}
			dst.SetBool(object.ToBoolean(v))
			return nil
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return outInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return outUint
	case reflect.Float32, reflect.Float64:
		return outFloat
	case reflect.String:
		return func(b *Bridge, v heap.Value, dst reflect.Value) error {
			s, err := b.toString(v, t)
			dst.SetString(s)
			return err
		}
	case reflect.Interface:
		return outInterface
	case reflect.Pointer:
		return p.outPointer
	case reflect.Struct:
		return p.outStruct
	case reflect.Map:
		return p.outMap
	case reflect.Slice:
		return p.outSlice
	case reflect.Array:
		return p.outArray
	case reflect.Func:
		return p.outFunc
	}
	return func(b *Bridge, v heap.Value, dst reflect.Value) error {
		if v.IsNullish() {
			dst.SetZero()
			return nil
		}
		if x, ok := b.rt.HostExoticOf(v).(*channel); ok && x.v.Type().AssignableTo(t) {
			dst.Set(x.v)
			return nil
		}
		return b.noGo(v, t, "")
	}
}

func outInt(b *Bridge, v heap.Value, dst reflect.Value) error {
	i, err := b.toInt64(v, dst.Type())
	if err != nil {
		return err
	}
	if dst.OverflowInt(i) && !b.rules.Coerce {
		return b.noGo(v, dst.Type(), "it does not fit")
	}
	dst.SetInt(i)
	return nil
}

func outUint(b *Bridge, v heap.Value, dst reflect.Value) error {
	u, err := b.toUint64(v, dst.Type())
	if err != nil {
		return err
	}
	if dst.OverflowUint(u) && !b.rules.Coerce {
		return b.noGo(v, dst.Type(), "it does not fit")
	}
	dst.SetUint(u)
	return nil
}

func outFloat(b *Bridge, v heap.Value, dst reflect.Value) error {
	f, err := b.toFloat64(v, dst.Type())
	if err != nil {
		return err
	}
	if dst.OverflowFloat(f) && !b.rules.Coerce {
		return b.noGo(v, dst.Type(), "it does not fit")
	}
	dst.SetFloat(f)
	return nil
}

func outTime(b *Bridge, v heap.Value, dst reflect.Value) error {
	switch {
	case v.IsObject() && v.Object().Class() == heap.ClassDate:
		t, ok := dateTime(v.Object())
		if !ok {
			return b.noGo(v, timeType, "it is no valid date")
		}
		dst.Set(reflect.ValueOf(t))
		return nil
	case v.IsString():
		if v.Str().Len() > maxTimeText {
			return b.noGo(v, timeType, "it is too long")
		}
		return b.unmarshalText(v, dst)
	}
	return b.noGo(v, timeType, "")
}

// dateTime is the time of a Date in UTC; false for an invalid one.
func dateTime(o *heap.Object) (time.Time, bool) {
	ms := o.Internal(0).Float64()
	if ms != ms {
		return time.Time{}, false
	}
	return time.UnixMilli(int64(ms)).UTC(), true
}

// maxTimeText is how long a text may be that is read as a time: package time quotes it in errors.
const maxTimeText = 256

// outDuration takes milliseconds, or a text such as "1.5s".
func outDuration(b *Bridge, v heap.Value, dst reflect.Value) error {
	if v.IsString() {
		if v.Str().Len() > maxTimeText {
			return b.noGo(v, durationType, "it is too long")
		}
		text, err := b.goText(v.Str())
		if err != nil {
			return err
		}
		d, err := time.ParseDuration(text)
		if err != nil {
			return b.noGo(v, durationType, err.Error())
		}
		dst.SetInt(int64(d))
		return nil
	}
	ms, err := b.number(v, durationType)
	if err != nil {
		return err
	}
	ns := ms * float64(time.Millisecond)
	if !(math.Abs(ns) < 1<<63) {
		return b.noGo(v, durationType, "it does not fit")
	}
	dst.SetInt(int64(math.Round(ns)))
	return nil
}

func outBig(b *Bridge, v heap.Value, dst reflect.Value) error {
	x := dst.Addr().Interface().(*big.Int)
	if v.IsBigInt() {
		x.Set(v.BigInt().Big())
		return nil
	}
	f, err := b.number(v, bigIntType)
	if err != nil {
		return err
	}
	if f != math.Trunc(f) || math.IsInf(f, 0) {
		return b.noGo(v, bigIntType, "it is no integer")
	}
	new(big.Float).SetFloat64(f).Int(x)
	return nil
}

func outInterface(b *Bridge, v heap.Value, dst reflect.Value) error {
	if v.IsNullish() {
		dst.SetZero()
		return nil
	}
	if b.takeLive(v, dst) {
		return nil
	}
	x, err := b.Export(v)
	if err != nil {
		return err
	}
	if x == nil {
		dst.SetZero()
		return nil
	}
	if r := reflect.ValueOf(x); r.Type().AssignableTo(dst.Type()) {
		dst.Set(r)
		return nil
	}
	return b.noGo(v, dst.Type(), "")
}

func (p *plan) outPointer(b *Bridge, v heap.Value, dst reflect.Value) error {
	if v.IsNullish() {
		dst.SetZero()
		return nil
	}
	if b.takeLive(v, dst) {
		return nil
	}
	if name := b.classOf(p.t.Elem()); name != "" && !p.elem.ready().decodes {
		return b.noGo(v, p.t, "it is no object of class "+name)
	}
	leave, err := b.enterOut(v, p.t)
	if err != nil {
		return err
	}
	defer leave()
	if made, ok := b.made(v, p.t); ok {
		dst.Set(made)
		return nil
	}
	x := reflect.New(p.t.Elem())
	if err := b.making(v, p.t, x); err != nil {
		return err
	}
	if err := p.elem.ready().out(b, v, x.Elem()); err != nil {
		return err
	}
	dst.Set(x)
	return nil
}

// indexText names an element of a path.
func indexText(i int64) string { return "[" + strconv.FormatInt(i, 10) + "]" }
