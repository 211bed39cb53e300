package stats

import (
	"maps"
	"math"
	"slices"
)

// Class says how a run went over its iterations. The classes are those of Barrett et al.,
// "Virtual Machine Warmup Blows Hot and Cold" (OOPSLA 2017).
type Class uint8

// The classes.
const (
	Short    Class = iota // too few iterations to tell
	Flat                  // as fast from the first iteration to the last
	WarmUp                // the last state is the fastest, and there was a slower one before
	Slowdown              // the last state is slower than an earlier one
	NoSteady              // it still changed near its end
	Mixed                 // processes differ in their classes
)

var classNames = [...]string{"short", "flat", "warm-up", "slowdown", "no steady state", "inconsistent"}

// String returns the name of the class.
func (c Class) String() string { return classNames[min(int(c), len(classNames)-1)] }

// Segment is a part of a run in which nothing changed: iterations From to To, without To.
type Segment struct {
	From, To int
	Median   float64
}

// Course is what became of a run.
type Course struct {
	Class    Class
	Steady   int // the first iteration of the last state
	Segments []Segment
}

const (
	// minIterations is how many iterations tell something about the course of a run.
	minIterations = 5
	// tailShare is the part of a run that its last state must fill.
	tailShare = 0.25
	// sameWithin is the relative difference below which two states count as one.
	sameWithin = 0.03
	// penalty is the gain in log-likelihood, in units of ln n, that a change must bring:
	// above that of the Bayesian criterion, since timings that follow each other are
	// not independent.
	penalty = 5
	// minSegment is the least length of a segment.
	minSegment = 3
	// clipAt is how many deviations from the median of its neighbours a timing may lie
	// before it counts as disturbed.
	clipAt = 3
	// window is the number of neighbours on each side.
	window = 3
	// maxPoints bounds the analysis, which takes time with the square of the length of
	// a series; longer ones are joined to this many medians of neighbours.
	maxPoints = 1000
)

// Classify finds the states of a run, by its iterations in order, and what they amount to.
func Classify(series []float64) Course {
	if len(series) < minIterations {
		return Course{Class: Short, Segments: []Segment{{0, len(series), Median(series)}}}
	}
	group := (len(series) + maxPoints - 1) / maxPoints
	var points []float64
	for part := range slices.Chunk(series, group) {
		points = append(points, math.Log(max(Median(part), math.SmallestNonzeroFloat32)))
	}
	sigma := noise(points)
	var segments []Segment
	from := 0
	for _, to := range append(changes(clipped(points, sigma), sigma), len(points)) {
		end := min(to*group, len(series))
		segments = append(segments, Segment{from, end, Median(series[from:end])})
		from = end
	}
	same := max(sameWithin, sigma)
	segments = merged(series, segments, same)
	last := segments[len(segments)-1]
	c := Course{Flat, last.From, segments}
	for _, s := range segments[:len(segments)-1] {
		if relative(s.Median, last.Median) < -same {
			c.Class = Slowdown
		}
	}
	if float64(last.To-last.From) < tailShare*float64(len(series)) {
		c.Class = NoSteady
	}
	if c.Class == Flat && c.Steady == 0 {
		// A start too short to be a segment: the first iterations alone were slow.
		for c.Steady < len(series)/2 && relative(series[c.Steady], last.Median) > max(2*same, clipAt*sigma) {
			c.Steady++
		}
	}
	if c.Class == Flat && c.Steady > 0 {
		c.Class = WarmUp
	}
	return c
}

// relative returns by how much a is more than b, as a part of b, on the logarithmic scale.
func relative(a, b float64) float64 { return math.Log(a / b) }

// noise returns the deviation of points from one to the next, whatever the states: from
// the median of the differences, for a normal distribution.
func noise(points []float64) float64 {
	differences := make([]float64, len(points)-1)
	for i := range differences {
		differences[i] = math.Abs(points[i+1] - points[i])
	}
	const normal = 0.6745 * math.Sqrt2
	// Below a thousandth clocks and not programs are measured.
	return max(Median(differences)/normal, 1e-3)
}

// clipped draws disturbed points to the median of their neighbours. A change of state
// stays where it is, since the median does not blur edges.
func clipped(points []float64, sigma float64) []float64 {
	out := make([]float64, len(points))
	for i, p := range points {
		around := Median(points[max(i-window, 0):min(i+window+1, len(points))])
		out[i] = min(max(p, around-clipAt*sigma), around+clipAt*sigma)
	}
	return out
}

// changes returns where the mean of points changes: the segmentation of least cost, by
// optimal partitioning with pruning (PELT; Killick, Fearnhead and Eckley, 2012).
func changes(points []float64, sigma float64) []int {
	n := len(points)
	sums, squares := make([]float64, n+1), make([]float64, n+1)
	for i, p := range points {
		sums[i+1], squares[i+1] = sums[i]+p, squares[i]+p*p
	}
	cost := func(from, to int) float64 {
		sum := sums[to] - sums[from]
		return (squares[to] - squares[from] - sum*sum/float64(to-from)) / (sigma * sigma)
	}
	each := penalty * math.Log(float64(n))
	best, before := make([]float64, n+1), make([]int, n+1)
	best[0] = -each
	candidates := []int{0}
	for to := minSegment; to <= n; to++ {
		best[to] = math.Inf(1)
		for _, from := range candidates {
			if c := best[from] + cost(from, to) + each; c < best[to] {
				best[to], before[to] = c, from
			}
		}
		candidates = slices.DeleteFunc(candidates, func(from int) bool { return best[from]+cost(from, to) > best[to] })
		if next := to - minSegment + 1; next >= minSegment {
			candidates = append(candidates, next)
		}
	}
	var out []int
	for to := before[n]; to > 0; to = before[to] {
		out = append(out, to)
	}
	slices.Reverse(out)
	return out
}

// merged joins neighbours that do not differ by more than same.
func merged(series []float64, segments []Segment, same float64) []Segment {
	out := segments[:1]
	for _, s := range segments[1:] {
		last := &out[len(out)-1]
		if math.Abs(relative(s.Median, last.Median)) > same {
			out = append(out, s)
			continue
		}
		last.To = s.To
		last.Median = Median(series[last.From:last.To])
	}
	return out
}

// agreement is the part of all processes that must be of one class, so that one of them
// which was disturbed does not decide.
const agreement = 0.75

// Join gives the class of several runs of the same thing, and the median of the iteration
// at which those of that class were steady.
func Join(courses []Course) (class Class, steady int) {
	starts := map[Class][]float64{}
	for _, c := range courses {
		starts[c.Class] = append(starts[c.Class], float64(c.Steady))
	}
	for class, s := range starts {
		if float64(len(s)) >= agreement*float64(len(courses)) {
			return class, int(math.Round(Median(s)))
		}
	}
	if len(courses) == 0 {
		return Short, 0
	}
	return Mixed, int(math.Round(Median(slices.Concat(slices.Collect(maps.Values(starts))...))))
}

// Median returns the median, 0 of nothing.
func Median(xs []float64) float64 {
	if len(xs) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(xs))
	return medianOfSorted(sorted)
}

func medianOfSorted(sorted []float64) float64 {
	half := quantile(0.5, sorted)
	if n := len(sorted); n%2 == 0 {
		return (half + sorted[n/2]) / 2
	}
	return half
}
