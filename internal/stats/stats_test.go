package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// states makes a series: pairs of a length and a level, with noise of the given part and,
// every so often, a disturbance.
func states(seed uint64, noise float64, parts ...float64) []float64 {
	random := rand.New(rand.NewPCG(seed, 7))
	var out []float64
	for i := 0; i < len(parts); i += 2 {
		for range int(parts[i]) {
			x := parts[i+1] * math.Exp(noise*random.NormFloat64())
			if random.IntN(40) == 0 {
				x *= 1.5 + 3*random.Float64()
			}
			out = append(out, x)
		}
	}
	return out
}

func TestClassify(t *testing.T) {
	const seeds = 200
	for _, c := range []struct {
		name   string
		parts  []float64
		class  Class
		steady int // to within two iterations
	}{
		{"flat", []float64{100, 5}, Flat, 0},
		{"flat and short", []float64{12, 5}, Flat, 0},
		{"warm-up", []float64{14, 20, 100, 5}, WarmUp, 14},
		{"first iteration slow", []float64{1, 30, 60, 5}, WarmUp, 1},
		{"three states", []float64{10, 40, 10, 12, 60, 5}, WarmUp, 20},
		{"slowdown", []float64{30, 5, 70, 7}, Slowdown, 30},
		{"warm, then slow", []float64{10, 20, 40, 5, 50, 6.5}, Slowdown, 50},
		{"never steady", []float64{30, 5, 30, 8, 30, 5, 12, 8}, NoSteady, 90},
	} {
		t.Run(c.name, func(t *testing.T) {
			right := 0
			for seed := range uint64(seeds) {
				got := Classify(states(seed, 0.02, c.parts...))
				if got.Class == c.class && math.Abs(float64(got.Steady-c.steady)) <= 2 {
					right++
				} else if seed < 5 {
					t.Logf("seed %d: %+v", seed, got)
				}
			}
			// A disturbed first iteration cannot be told from a slow one.
			assert.GreaterOrEqual(t, right, seeds*92/100)
		})
	}
}

func TestClassifySmallAndLarge(t *testing.T) {
	assert.Equal(t, Short, Classify(nil).Class)
	assert.Equal(t, Short, Classify([]float64{1, 2, 3, 4}).Class)
	assert.Equal(t, Flat, Classify([]float64{3, 3, 3, 3, 3}).Class)
	assert.Equal(t, Flat, Classify([]float64{0, 0, 0, 0, 0, 0}).Class)
	long := Classify(states(1, 0.02, 3000, 9, 47_001, 5))
	assert.Equal(t, WarmUp, long.Class)
	assert.InDelta(t, 3000, long.Steady, 150)
	assert.Equal(t, 50_001, long.Segments[len(long.Segments)-1].To)
}

func TestJoin(t *testing.T) {
	class, steady := Join([]Course{{Class: WarmUp, Steady: 3}, {Class: WarmUp, Steady: 14}, {Class: WarmUp, Steady: 15}})
	assert.Equal(t, WarmUp, class)
	assert.Equal(t, 14, steady)
	class, _ = Join([]Course{{Class: WarmUp}, {Class: Flat}})
	assert.Equal(t, "inconsistent", class.String())
	class, _ = Join(nil)
	assert.Equal(t, Short, class)
}

// processes makes runs of n processes that differ a little from each other.
func processes(seed uint64, n int, level float64) [][]float64 {
	random := rand.New(rand.NewPCG(seed, 99))
	out := make([][]float64, n)
	for i := range out {
		out[i] = states(random.Uint64(), 0.02, 40, level*math.Exp(0.008*random.NormFloat64()))
	}
	return out
}

// disturb makes a part of the iterations of each process slower, in each process another part.
func disturb(seed uint64, runs [][]float64) [][]float64 {
	random := rand.New(rand.NewPCG(seed, 5))
	for _, run := range runs {
		part := 0.8 * random.Float64()
		for i := range run {
			if random.Float64() < part {
				run[i] *= 1.2 + random.Float64()
			}
		}
	}
	return runs
}

// TestCompareDisturbed plants differences on a machine that has much else to do.
func TestCompareDisturbed(t *testing.T) {
	const trials = 30
	for factor, atLeast := range map[float64]int{1: 0, 1.03: trials * 85 / 100} {
		found, disturbed := 0, 0
		for trial := range uint64(trials) {
			a := NewSample(disturb(trial, processes(2*trial, 20, 5)), 1)
			b := NewSample(disturb(trial+1000, processes(2*trial+1, 20, 5*factor)), 1)
			c := Compare(b, a)
			if c.Differs {
				found++
				assert.Greater(t, c.Ratio.Center, 1.01)
			}
			if c.Disturbed {
				disturbed++
			}
		}
		assert.Greater(t, disturbed, trials*85/100)
		assert.GreaterOrEqual(t, found, atLeast)
		if factor == 1 {
			assert.LessOrEqual(t, found, 2)
		}
	}
}

// TestCompare plants differences and counts the answers.
func TestCompare(t *testing.T) {
	const trials = 100
	found := func(n int, factor float64) (found, covered int) {
		for trial := range uint64(trials) {
			a, b := NewSample(processes(2*trial, n, 5), 1), NewSample(processes(2*trial+1, n, 5*factor), 1)
			if Compare(a, b).Differs {
				found++
			}
			if r := Ratio(b, a); r.Low <= factor && factor <= r.High {
				covered++
			}
		}
		return found, covered
	}
	equal, covered := found(10, 1)
	assert.LessOrEqual(t, equal, trials*3/100, "differences found where there is none")
	assert.GreaterOrEqual(t, covered, trials*88/100)
	slower, covered := found(10, 1.03)
	assert.GreaterOrEqual(t, slower, trials*95/100, "slowdowns of 3% found")
	assert.GreaterOrEqual(t, covered, trials*88/100)
}

func TestTooFew(t *testing.T) {
	for n := 1; n < 8; n++ {
		a, b := NewSample(processes(1, n, 5), 1), NewSample(processes(2, n, 50), 1)
		c := Compare(a, b)
		assert.Equal(t, n < 5, c.TooFew, fmt.Sprint(n, " processes"))
		assert.Equal(t, n >= 5, c.Differs)
	}
	same := NewSample([][]float64{{1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}}, 1)
	assert.False(t, Compare(same, same).Differs)
	assert.Equal(t, Interval{1, 1, 1}, Ratio(same, same))
}

func TestSamplesAreRepeatable(t *testing.T) {
	runs := processes(5, 6, 3)
	a, b := NewSample(runs, 9), NewSample(runs, 9)
	require.Equal(t, a, b)
	m := a.Median()
	assert.True(t, m.Low <= m.Center && m.Center <= m.High && m.High-m.Low < 0.3, m)
}

func TestGeoMean(t *testing.T) {
	assert.InDelta(t, 1, GeoMean(nil), 0)
	assert.InDelta(t, 4, GeoMean([]float64{2, 8}), 1e-12)
	a, b := NewSample(processes(1, 8, 10), 1), NewSample(processes(2, 8, 5), 2)
	both := GeoMeanRatio([][2]*Sample{{a, b}, {b, a}})
	assert.InDelta(t, 1, both.Center, 1e-9)
	assert.Less(t, both.Low, both.High)
	assert.Equal(t, 2.5, Median([]float64{4, 1, 3, 2}))
	assert.Equal(t, 3.0, Median([]float64{4, 1, 3}))
}
