package temporal

// roundingMode is a rounding mode (sec-temporal-getroundingmodeoption).
type roundingMode uint8

const (
	roundCeil roundingMode = iota
	roundFloor
	roundExpand
	roundTrunc
	roundHalfCeil
	roundHalfFloor
	roundHalfExpand
	roundHalfTrunc
	roundHalfEven
)

var roundingModeNames = [...]string{
	roundCeil: "ceil", roundFloor: "floor", roundExpand: "expand", roundTrunc: "trunc",
	roundHalfCeil: "halfCeil", roundHalfFloor: "halfFloor", roundHalfExpand: "halfExpand",
	roundHalfTrunc: "halfTrunc", roundHalfEven: "halfEven",
}

// negateRoundingMode is NegateRoundingMode (sec-temporal-negateroundingmode).
func negateRoundingMode(m roundingMode) roundingMode {
	switch m {
	case roundCeil:
		return roundFloor
	case roundFloor:
		return roundCeil
	case roundHalfCeil:
		return roundHalfFloor
	case roundHalfFloor:
		return roundHalfCeil
	}
	return m
}

// unsignedRoundingMode says how a number that is not negative is rounded.
type unsignedRoundingMode uint8

const (
	unsignedZero unsignedRoundingMode = iota
	unsignedInfinity
	unsignedHalfZero
	unsignedHalfInfinity
	unsignedHalfEven
)

// getUnsignedRoundingMode is GetUnsignedRoundingMode (sec-getunsignedroundingmode).
func getUnsignedRoundingMode(m roundingMode, negative bool) unsignedRoundingMode {
	up, half := unsignedInfinity, unsignedHalfInfinity
	if negative {
		up, half = unsignedZero, unsignedHalfZero
	}
	switch m {
	case roundCeil:
		return up
	case roundFloor:
		return unsignedInfinity - up
	case roundExpand:
		return unsignedInfinity
	case roundTrunc:
		return unsignedZero
	case roundHalfCeil:
		return half
	case roundHalfFloor:
		return unsignedHalfInfinity + unsignedHalfZero - half
	case roundHalfExpand:
		return unsignedHalfInfinity
	case roundHalfTrunc:
		return unsignedHalfZero
	}
	return unsignedHalfEven
}

// applyUnsignedRoundingMode is ApplyUnsignedRoundingMode (sec-applyunsignedroundingmode) of
// a number that lies done of width behind r1: it reports whether the result is r2. odd says
// that r1 is an odd multiple of the distance of r1 and r2.
func applyUnsignedRoundingMode(done, width int128, odd bool, m unsignedRoundingMode) bool {
	if done.sign() == 0 || m == unsignedZero {
		return false
	}
	if m == unsignedInfinity {
		return true
	}
	switch done.add(done).cmp(width) {
	case -1:
		return false
	case 1:
		return true
	}
	return m == unsignedHalfInfinity || m == unsignedHalfEven && odd
}

// roundNumberToIncrement is RoundNumberToIncrement (sec-temporal-roundnumbertoincrement) of
// an integer.
func roundNumberToIncrement(x, increment int128, m roundingMode) int128 {
	q, r := x.quoRem(increment)
	if r.sign() == 0 {
		return x
	}
	negative := x.hi < 0
	rounded := x.sub(r)
	if applyUnsignedRoundingMode(r.abs(), increment, q.lo&1 != 0, getUnsignedRoundingMode(m, negative)) {
		if negative {
			return rounded.sub(increment)
		}
		return rounded.add(increment)
	}
	return rounded
}

// roundNumberToIncrementAsIfPositive is the operation of that name
// (sec-temporal-roundnumbertoincrementasifpositive) of an integer.
func roundNumberToIncrementAsIfPositive(x, increment int128, m roundingMode) int128 {
	q, r := x.quoRem(increment)
	if r.sign() == 0 {
		return x
	}
	if r.hi < 0 {
		q, r = q.sub(wide(1)), r.add(increment)
	}
	rounded := x.sub(r)
	if applyUnsignedRoundingMode(r, increment, q.lo&1 != 0, getUnsignedRoundingMode(m, false)) {
		return rounded.add(increment)
	}
	return rounded
}

// roundInt64 is RoundNumberToIncrement where everything fits into a word.
func roundInt64(x, increment int64, m roundingMode) int64 {
	return int64(roundNumberToIncrement(wide(x), wide(increment), m).lo)
}
