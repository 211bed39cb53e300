package bench

import (
	"bytes"
	"fmt"
	"html/template"
	"math"
	"strings"

	"github.com/go-analyze/charts/chartdraw"
	"github.com/go-analyze/charts/chartdraw/drawing"

	"github.com/kilnjs/kiln/internal/stats"
)

// Plots take their colours from the page: what has a class is coloured by it, and the
// stand-ins here become variables of the style sheet.
var (
	inkColour  = drawing.Color{R: 1, G: 2, B: 3, A: 255}
	gridColour = drawing.Color{R: 3, G: 2, B: 1, A: 255}
	themed     = strings.NewReplacer("rgb(1,2,3)", "var(--ink)", "rgb(3,2,1)", "var(--grid)", ";font-family:'Roboto Medium',sans-serif", "")
)

// engineColours is the number of colours that the style sheet has.
const engineColours = 8

func engineClass(i int) string { return fmt.Sprintf("e%d", i%engineColours) }

// Sizes of plots in units of their view box.
const (
	plotWidth   = 560
	plotHeight  = 260
	plotFont    = 8
	markSize    = 4
	whisker     = 5
	barShare    = 0.6
	barsPadding = 0.5
)

// axisStyle is that of an axis with its labels.
func axisStyle() chartdraw.Style {
	return chartdraw.Style{StrokeColor: inkColour, StrokeWidth: 1, FontStyle: chartdraw.FontStyle{FontColor: inkColour, FontSize: plotFont}}
}

func gridStyle() chartdraw.Style { return chartdraw.Style{StrokeColor: gridColour, StrokeWidth: 1} }

// plot draws series on two axes as SVG that can stand in a page.
func plot(x chartdraw.XAxis, y chartdraw.YAxis, series []chartdraw.Series, label string) (template.HTML, error) {
	x.Style, x.NameStyle, x.TickStyle, x.GridMajorStyle, x.GridMinorStyle = axisStyle(), axisStyle(), axisStyle(), gridStyle(), gridStyle()
	y.Style, y.NameStyle, y.TickStyle, y.GridMajorStyle, y.GridMinorStyle = axisStyle(), axisStyle(), axisStyle(), gridStyle(), gridStyle()
	// The axis on the left is the secondary one; the other has nothing to show.
	right := chartdraw.YAxis{Style: chartdraw.Hidden(), Range: &chartdraw.ContinuousRange{Max: 1}, GridMajorStyle: chartdraw.Hidden(), GridMinorStyle: chartdraw.Hidden()}
	chart := chartdraw.Chart{
		Width: plotWidth, Height: plotHeight, XAxis: x, YAxis: right, YAxisSecondary: y, Series: series,
		Background: chartdraw.Style{FillColor: drawing.ColorTransparent, StrokeColor: drawing.ColorTransparent, Padding: chartdraw.Box{Top: 12, Left: 12, Right: 16, Bottom: 12, IsSet: true}},
		Canvas:     chartdraw.Style{FillColor: drawing.ColorTransparent, StrokeColor: drawing.ColorTransparent},
	}
	var b bytes.Buffer
	if err := chart.Render(chartdraw.SVG, &b); err != nil {
		return "", err
	}
	text := themed.Replace(b.String())
	attributes := fmt.Sprintf(`<svg role="img" aria-label="%s"`, template.HTMLEscapeString(label))
	return template.HTML(strings.Replace(text, "<svg", attributes, 1)), nil //nolint:gosec // what is in it has been escaped
}

// logTicks are 1, 2 and 5 times the powers of ten between two values, at their logarithms,
// and the ends without a label: an axis reaches from its first tick to its last.
func logTicks(low, high float64) []chartdraw.Tick {
	out := []chartdraw.Tick{{Value: math.Log10(low)}}
	for power := math.Floor(math.Log10(low)); power <= math.Ceil(math.Log10(high)); power++ {
		for _, k := range []float64{1, 2, 5} {
			if v := k * math.Pow(10, power); v >= low && v <= high {
				out = append(out, chartdraw.Tick{Value: math.Log10(v), Label: fmt.Sprintf("%g", v)})
			}
		}
	}
	return append(out, chartdraw.Tick{Value: math.Log10(high)})
}

// logRange is the range of logarithms of what lies between two values, with a margin.
func logRange(low, high float64) *chartdraw.ContinuousRange {
	return &chartdraw.ContinuousRange{Min: math.Log10(low), Max: math.Log10(high)}
}

// curves plots the typical process of each engine, iteration by iteration, with marks
// where functions changed tier and where the heap was collected.
func (r *Report) curves(program string) (template.HTML, error) {
	var series []chartdraw.Series
	low, high, longest := math.Inf(1), 0.0, 2.0
	for i, e := range r.Engines() {
		x := r.Result(program, e)
		if !x.measured() {
			continue
		}
		run := x.typical()
		s := chartdraw.ContinuousSeries{Name: e, YAxis: chartdraw.YAxisSecondary, Style: chartdraw.Style{ClassName: "curve " + engineClass(i), StrokeColor: inkColour, StrokeWidth: 1.5}}
		for k, ms := range run.Iterations {
			ms = max(ms, 1e-4)
			low, high = min(low, ms), max(high, ms)
			s.XValues, s.YValues = append(s.XValues, math.Log10(float64(k+1))), append(s.YValues, math.Log10(ms))
		}
		longest = max(longest, float64(len(run.Iterations)))
		if len(s.XValues) == 1 {
			s.XValues, s.YValues = append(s.XValues, s.XValues[0]), append(s.YValues, s.YValues[0])
		}
		series = append(series, s, marks(run, engineClass(i)))
	}
	if len(series) == 0 {
		return "", nil
	}
	low, high = low/1.2, high*1.2
	return plot(
		chartdraw.XAxis{Name: "iteration", Range: logRange(1, longest), Ticks: logTicks(1, longest)},
		chartdraw.YAxis{Name: "milliseconds", Range: logRange(low, high), Ticks: logTicks(low, high)},
		series, "Milliseconds of each iteration of "+program+", in each engine",
	)
}

// marked is a series of marks.
type marked struct {
	class string
	at    []mark
}

type mark struct {
	x, y float64
	kind string
}

// marks gives each iteration one mark of each kind.
func marks(run *Run, class string) *marked {
	m := &marked{class: class}
	if run.Activity == nil {
		return m
	}
	seen := map[mark]bool{}
	for _, e := range run.Activity.Events {
		kind := e.Kind
		switch kind {
		case "promote", "replace", "collect":
		case "leave", "discard":
			kind = "leave"
		default:
			continue
		}
		if e.Iteration < 0 || e.Iteration >= len(run.Iterations) {
			continue
		}
		at := mark{math.Log10(float64(e.Iteration + 1)), math.Log10(max(run.Iterations[e.Iteration], 1e-4)), kind}
		if !seen[at] {
			seen[at] = true
			m.at = append(m.at, at)
		}
	}
	return m
}

func (m *marked) GetName() string               { return m.class }
func (m *marked) GetYAxis() chartdraw.YAxisType { return chartdraw.YAxisSecondary }
func (m *marked) GetStyle() chartdraw.Style     { return chartdraw.Style{} }
func (m *marked) Validate() error               { return nil }

// Render draws a promotion as a triangle, a replacement on the stack as a square, a way
// back as a triangle on its head and a collection as a line below.
func (m *marked) Render(r chartdraw.Renderer, box chartdraw.Box, xr, yr chartdraw.Range, _ chartdraw.Style) {
	for _, p := range m.at {
		x, y := box.Left+xr.Translate(p.x), box.Bottom-yr.Translate(p.y)
		r.SetClassName("mark " + p.kind + " " + m.class)
		r.SetFillColor(inkColour)
		r.SetStrokeColor(drawing.ColorTransparent)
		switch p.kind {
		case "promote":
			polygon(r, x-markSize, y+markSize, x+markSize, y+markSize, x, y-markSize)
		case "leave":
			polygon(r, x-markSize, y-markSize, x+markSize, y-markSize, x, y+markSize)
		case "replace":
			polygon(r, x-3, y-3, x+3, y-3, x+3, y+3, x-3, y+3)
		default:
			polygon(r, x, box.Bottom-markSize, x+1, box.Bottom-markSize, x+1, box.Bottom, x, box.Bottom)
		}
	}
}

// polygon fills the area between points, given as x and y in turn.
func polygon(r chartdraw.Renderer, at ...int) {
	r.MoveTo(at[0], at[1])
	for i := 2; i < len(at); i += 2 {
		r.LineTo(at[i], at[i+1])
	}
	r.Close()
	r.Fill()
}

// bar is a value with its interval.
type bar struct {
	label, class string
	stats.Interval
}

// barSeries draws bars, each with a line for its interval.
type barSeries []bar

func (barSeries) GetName() string               { return "" }
func (barSeries) GetYAxis() chartdraw.YAxisType { return chartdraw.YAxisSecondary }
func (barSeries) GetStyle() chartdraw.Style     { return chartdraw.Style{} }
func (barSeries) Validate() error               { return nil }

// Render draws them.
func (b barSeries) Render(r chartdraw.Renderer, box chartdraw.Box, xr, yr chartdraw.Range, _ chartdraw.Style) {
	for i, v := range b {
		left, right := box.Left+xr.Translate(float64(i)-barShare/2), box.Left+xr.Translate(float64(i)+barShare/2)
		at := func(value float64) int { return box.Bottom - yr.Translate(value) }
		r.SetClassName("bar " + v.class)
		r.SetFillColor(inkColour)
		r.SetStrokeColor(drawing.ColorTransparent)
		polygon(r, left, box.Bottom, left, at(v.Center), right, at(v.Center), right, box.Bottom)
		middle, low, high := (left+right)/2, at(v.Low), at(v.High)
		r.SetClassName("interval")
		r.SetStrokeColor(inkColour)
		r.SetFillColor(drawing.ColorTransparent)
		for _, line := range [][4]int{{middle, low, middle, high}, {middle - whisker, low, middle + whisker, low}, {middle - whisker, high, middle + whisker, high}} {
			r.MoveTo(line[0], line[1])
			r.LineTo(line[2], line[3])
			r.Stroke()
		}
	}
}

// barPlot plots bars from zero.
func barPlot(bars []bar, unit, label string) (template.HTML, error) {
	if len(bars) == 0 {
		return "", nil
	}
	high := 0.0
	left, right := -barsPadding, float64(len(bars))-barsPadding
	ticks := []chartdraw.Tick{{Value: left}}
	for i, b := range bars {
		high = max(high, b.High)
		ticks = append(ticks, chartdraw.Tick{Value: float64(i), Label: b.label})
	}
	ticks = append(ticks, chartdraw.Tick{Value: right})
	high *= 1.05
	return plot(
		chartdraw.XAxis{Range: &chartdraw.ContinuousRange{Min: left, Max: right}, Ticks: ticks},
		chartdraw.YAxis{Name: unit, Range: &chartdraw.ContinuousRange{Min: 0, Max: high}, Ticks: linearTicks(high)},
		[]chartdraw.Series{barSeries(bars)}, label,
	)
}

// linearTicks are about five round steps from zero, and the end.
func linearTicks(high float64) []chartdraw.Tick {
	step := math.Pow(10, math.Floor(math.Log10(high/5)))
	for _, k := range []float64{1, 2, 5, 10} {
		if high/(k*step) <= 6 {
			step *= k
			break
		}
	}
	var out []chartdraw.Tick
	for i := 0; float64(i)*step <= high; i++ {
		out = append(out, chartdraw.Tick{Value: float64(i) * step, Label: fmt.Sprintf("%.4g", float64(i)*step)})
	}
	return append(out, chartdraw.Tick{Value: high})
}

// steadyBars plots the steady state of a program in each engine.
func (r *Report) steadyBars(program string) (template.HTML, error) {
	var bars []bar
	for i, e := range r.Engines() {
		if x := r.Result(program, e); x.measured() {
			bars = append(bars, bar{e, engineClass(i), stats.Interval{Center: x.Median, Low: x.Low, High: x.High}})
		}
	}
	return barPlot(bars, "milliseconds", "Steady state of "+program+" in each engine, with intervals")
}

// meanBars plots the geometric means.
func (r *Report) meanBars() (template.HTML, error) {
	engines := r.Engines()
	var bars []bar
	for i, e := range engines {
		if pairs := r.pairs(engines[0], e); len(pairs) > 0 {
			if i == 0 {
				bars = append(bars, bar{e, engineClass(i), stats.Interval{Center: 1, Low: 1, High: 1}})
				continue
			}
			bars = append(bars, bar{e, engineClass(i), stats.GeoMeanRatio(pairs)})
		}
	}
	return barPlot(bars, "times as fast as "+engines[0], "Geometric means over all programs, with intervals")
}
