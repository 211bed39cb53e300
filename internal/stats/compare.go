package stats

import (
	"math"
	"math/rand/v2"
	"slices"

	"golang.org/x/perf/benchmath"
	"gonum.org/v1/gonum/stat"
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

// Sample is what processes took for the same thing, once for each iteration of their
// steady state.
type Sample struct {
	medians []float64 // of each process
	drawn   []float64 // medians of resampled processes
}

// NewSample takes the steady iterations of each process, at least one. Equal seeds and
// series give equal samples.
func NewSample(runs [][]float64, seed uint64) *Sample {
	s := &Sample{drawn: make([]float64, resamples)}
	for _, run := range runs {
		s.medians = append(s.medians, Median(run))
	}
	random := rand.New(rand.NewPCG(seed, uint64(len(runs))))
	medians := make([]float64, len(runs))
	var iterations []float64
	for i := range s.drawn {
		for k := range medians {
			run := runs[random.IntN(len(runs))]
			// More than a few dozen iterations make the median of a process no surer.
			iterations = slices.Grow(iterations[:0], len(run))
			for range min(len(run), 32) {
				iterations = append(iterations, run[random.IntN(len(run))])
			}
			slices.Sort(iterations)
			medians[k] = medianOfSorted(iterations)
		}
		slices.Sort(medians)
		s.drawn[i] = medianOfSorted(medians)
	}
	return s
}

// Processes returns the median of each process.
func (s *Sample) Processes() []float64 { return s.medians }

// Median returns the median over processes with its bootstrap interval.
func (s *Sample) Median() Interval { return interval(Median(s.medians), slices.Clone(s.drawn)) }

// Ratio returns how many times as long a takes as b, with its bootstrap interval.
func Ratio(a, b *Sample) Interval {
	ratios := make([]float64, resamples)
	for i := range ratios {
		// Each list of draws is independent of the other, so any pairing will do; two of
		// one seed are, when they are paired with a shift.
		ratios[i] = a.drawn[i] / b.drawn[(i+resamples/2)%resamples]
	}
	return interval(Median(a.medians)/Median(b.medians), ratios)
}

func interval(center float64, drawn []float64) Interval {
	slices.Sort(drawn)
	const tail = (1 - Confidence) / 2
	return Interval{
		Center: center,
		Low:    min(center, stat.Quantile(tail, stat.Empirical, drawn, nil)),
		High:   max(center, stat.Quantile(1-tail, stat.Empirical, drawn, nil)),
	}
}

// Test is the answer to whether two samples differ.
type Test struct {
	P       float64 // the probability of such a difference if there is none
	Differs bool    // P is below Alpha
	// TooFew says that these many processes cannot show a difference, however large.
	TooFew bool
}

// Compare tests whether processes of a and b take the same time (Mann-Whitney U test).
func Compare(a, b *Sample) Test {
	thresholds := benchmath.DefaultThresholds
	thresholds.CompareAlpha = Alpha
	c := benchmath.AssumeNothing.Compare(
		benchmath.NewSample(slices.Clone(a.medians), &thresholds), benchmath.NewSample(slices.Clone(b.medians), &thresholds))
	differs := c.P <= Alpha
	return Test{P: c.P, Differs: differs, TooFew: !differs && leastP(len(a.medians), len(b.medians)) > Alpha}
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
	return stat.GeometricMean(xs, nil)
}

// GeoMeanRatio returns the geometric mean over pairs of samples of how many times as long
// the first of a pair takes as the second, with its bootstrap interval.
func GeoMeanRatio(pairs [][2]*Sample) Interval {
	centers, drawn := make([]float64, len(pairs)), make([]float64, resamples)
	for i, p := range pairs {
		centers[i] = Median(p[0].medians) / Median(p[1].medians)
	}
	ratios := make([]float64, len(pairs))
	for i := range drawn {
		for k, p := range pairs {
			ratios[k] = p[0].drawn[i] / p[1].drawn[(i+resamples/2)%resamples]
		}
		drawn[i] = GeoMean(ratios)
	}
	return interval(GeoMean(centers), drawn)
}
