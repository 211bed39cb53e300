package stats

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/aclements/go-moremath/stats"
	"golang.org/x/perf/benchmath"
)

// Confidence is that of all intervals.
const Confidence = 0.95

// Alpha is the level of the tests: of a hundred comparisons of what does not differ, one
// at most finds a difference.
const Alpha = 0.01

// resamples is how many samples are drawn for an interval.
const resamples = 500

// Interval is an estimate with its confidence interval.
type Interval struct {
	Center float64 `json:"center"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
}

// fast is the quantile of a process that disturbances hardly reach. What else a machine does
// makes iterations slower and never faster.
const fast = 0.05

// disturbedBy is how many times as far medians of processes must lie apart as their fast
// iterations before these are compared instead.
const disturbedBy = 2

// Sample is what processes took for the same thing, once for each iteration of their
// steady state.
type Sample struct {
	medians, fast estimates
}

// estimates are one number of each process.
type estimates struct {
	values []float64
	drawn  []float64 // medians of resampled processes
}

// NewSample takes the steady iterations of each process, at least one. Equal seeds and
// series give equal samples.
func NewSample(runs [][]float64, seed uint64) *Sample {
	s := &Sample{}
	sorted := make([][]float64, len(runs))
	for i, run := range runs {
		sorted[i] = slices.Sorted(slices.Values(run))
		s.medians.values = append(s.medians.values, medianOfSorted(sorted[i]))
		s.fast.values = append(s.fast.values, quantile(fast, sorted[i]))
	}
	random := rand.New(rand.NewPCG(seed, uint64(len(runs))))
	medians, fastest := make([]float64, len(runs)), make([]float64, len(runs))
	var iterations []float64
	for range resamples {
		for k := range medians {
			which := random.IntN(len(runs))
			run := sorted[which]
			// More than a few dozen iterations make the median of a process no surer.
			iterations = slices.Grow(iterations[:0], len(run))
			for range min(len(run), 32) {
				iterations = append(iterations, run[random.IntN(len(run))])
			}
			slices.Sort(iterations)
			// An extreme is not resampled within its process: what is drawn with repetition
			// never reaches beyond it.
			medians[k], fastest[k] = medianOfSorted(iterations), s.fast.values[which]
		}
		s.medians.draw(medians)
		s.fast.draw(fastest)
	}
	return s
}

func (e *estimates) draw(values []float64) {
	slices.Sort(values)
	e.drawn = append(e.drawn, medianOfSorted(values))
}

// Processes returns the median of each process.
func (s *Sample) Processes() []float64 { return s.medians.values }

// Median returns the median over processes with its bootstrap interval.
func (s *Sample) Median() Interval {
	return interval(Median(s.medians.values), slices.Clone(s.medians.drawn))
}

// Ratio returns how many times as long a takes as b by their medians, with its bootstrap
// interval.
func Ratio(a, b *Sample) Interval { return a.medians.over(&b.medians) }

func (e *estimates) over(f *estimates) Interval {
	ratios := make([]float64, resamples)
	for i := range ratios {
		ratios[i] = e.drawn[i] / f.drawn[partner(i)]
	}
	return interval(Median(e.values)/Median(f.values), ratios)
}

// partner pairs draws of two samples. They are independent of each other, unless they
// are from one seed: then those at a distance are.
func partner(i int) int { return (i + resamples/2) % resamples }

func interval(center float64, drawn []float64) Interval {
	slices.Sort(drawn)
	const tail = (1 - Confidence) / 2
	return Interval{
		Center: center,
		Low:    min(center, quantile(tail, drawn)),
		High:   max(center, quantile(1-tail, drawn)),
	}
}

// Test is the answer to whether two samples differ.
type Test struct {
	P       float64  // the probability of such a difference if there is none
	Differs bool     // P is below Alpha, and the interval of the ratio does not contain 1
	Ratio   Interval // how many times as long the first takes as the second
	// Disturbed says that the machine had so much else to do that the fastest iterations of
	// each process were compared instead of the medians.
	Disturbed bool
	// TooFew says that these many processes cannot show a difference, however large.
	TooFew bool
}

// Compare tests whether processes of a and b take the same time (Mann-Whitney U test).
func Compare(a, b *Sample) Test {
	x, y := &a.medians, &b.medians
	t := Test{TooFew: leastP(len(x.values), len(y.values)) > Alpha}
	// The choice looks at all processes together, so that it favours no answer.
	if spread(x.values, y.values) > disturbedBy*spread(a.fast.values, b.fast.values) {
		x, y, t.Disturbed = &a.fast, &b.fast, true
	}
	thresholds := benchmath.DefaultThresholds
	thresholds.CompareAlpha = Alpha
	c := benchmath.AssumeNothing.Compare(
		benchmath.NewSample(slices.Clone(x.values), &thresholds), benchmath.NewSample(slices.Clone(y.values), &thresholds))
	t.P, t.Ratio = c.P, x.over(y)
	t.Differs = c.P <= Alpha && (t.Ratio.Low > 1 || t.Ratio.High < 1)
	return t
}

// spread is the distance between the quartiles of all values on the logarithmic scale.
func spread(a, b []float64) float64 {
	all := slices.Sorted(slices.Values(slices.Concat(a, b)))
	return math.Log(quantile(0.75, all) / quantile(0.25, all))
}

// leastP is the probability of the most uneven order of n and m values.
func leastP(n, m int) float64 {
	logs := func(k int) float64 {
		l, _ := math.Lgamma(float64(k + 1))
		return l
	}
	return 2 * math.Exp(logs(n)+logs(m)-logs(n+m))
}

// GeoMean returns the geometric mean, 1 of nothing.
func GeoMean(xs []float64) float64 {
	if len(xs) == 0 {
		return 1
	}
	return stats.GeoMean(xs)
}

// GeoMeanRatio returns the geometric mean over pairs of samples of how many times as long
// the first of a pair takes as the second by their medians, with its bootstrap interval.
func GeoMeanRatio(pairs [][2]*Sample) Interval {
	centers, drawn := make([]float64, len(pairs)), make([]float64, resamples)
	for i, p := range pairs {
		centers[i] = Median(p[0].medians.values) / Median(p[1].medians.values)
	}
	ratios := make([]float64, len(pairs))
	for i := range drawn {
		for k, p := range pairs {
			ratios[k] = p[0].medians.drawn[i] / p[1].medians.drawn[partner(i)]
		}
		drawn[i] = GeoMean(ratios)
	}
	return interval(GeoMean(centers), drawn)
}

// quantile returns the smallest of the sorted values that a share p of all does not exceed.
func quantile(p float64, sorted []float64) float64 {
	i := int(math.Ceil(p*float64(len(sorted)))) - 1
	return sorted[min(max(i, 0), len(sorted)-1)]
}
