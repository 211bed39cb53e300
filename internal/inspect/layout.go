package inspect

import (
	"math"
	"strings"

	"github.com/kilnjs/kiln/internal/columns"
)

// layout is an object taken apart: what stands before the braces, the braces and
// the parts between them.
type layout struct {
	base    string // text in place of the braces when there are no parts
	look    style  // of base
	prefix  string // constructor name and the like, before the braces
	open    string
	close   string
	parts   []string
	list    bool // array-like: long lists of short parts are set in columns
	numeric bool // all elements are numbers
	extra   int  // parts at the end that are no elements
}

// join puts the parts of an object together: on one line when they are few and
// short, in columns for long arrays, else one below the other.
func (in *inspector) join(l *layout, level int) string {
	if len(l.parts) == 0 {
		return l.prefix + l.open + l.close
	}
	head := l.prefix + l.open
	if l.base != "" {
		head = l.base + " " + head
	}
	parts := l.parts
	grouped := false
	if l.list && len(parts) > columnsFrom && l.extra == 0 {
		if rows := in.columns(l); rows != nil {
			parts, grouped = rows, true
		}
	}
	if in.deepest-level < compactLevels && !grouped {
		total := 2*len(parts) + in.indent + columns.Width(l.prefix+l.open) + columns.Width(l.base) + 10
		single := true
		for _, p := range parts {
			total += columns.Width(p)
			single = single && !strings.Contains(p, "\n")
		}
		if single && total <= in.options.Width && !strings.Contains(l.base, "\n") {
			return head + " " + strings.Join(parts, ", ") + " " + l.close
		}
	}
	pad := "\n" + strings.Repeat(" ", in.indent)
	return head + pad + "  " + strings.Join(parts, ","+pad+"  ") + pad + l.close
}

// columns sets many short parts in rows of columns, nil when they are too long
// for that. A last part that says how many elements are missing has its own row.
func (in *inspector) columns(l *layout) []string {
	const gap = 2
	entries, more := l.parts, []string(nil)
	if n := len(entries) - 1; n == maxItems {
		entries, more = entries[:n], entries[n:]
	}
	total, longest := 0, 0
	sizes := make([]int, len(entries))
	for i, p := range entries {
		if strings.Contains(p, "\n") {
			return nil
		}
		sizes[i] = columns.Width(p)
		total += sizes[i] + gap
		longest = max(longest, sizes[i])
	}
	width := longest + gap
	if width*3+in.indent >= in.options.Width || total <= 5*width && longest > 6 {
		return nil
	}
	// A block about as wide as it is high, where a line is two and a half
	// characters high; uneven widths allow for more columns.
	n := float64(len(entries))
	bias := math.Sqrt(float64(width) - float64(total)/n)
	biased := math.Max(float64(width)-3-bias, 1)
	cols := min(int(math.Round(math.Sqrt(2.5*biased*n)/biased)), (in.options.Width-in.indent)/width, 4*compactLevels)
	if cols <= 1 {
		return nil
	}
	return append(rows(entries, sizes, cols, l.numeric), more...)
}

// rows pads the parts, which have the given sizes, to cols columns, numbers to the right.
func rows(parts []string, sizes []int, cols int, numeric bool) []string {
	widths := make([]int, cols)
	for i, n := range sizes {
		widths[i%cols] = max(widths[i%cols], n)
	}
	var lines []string
	for i := 0; i < len(parts); i += cols {
		var b strings.Builder
		end := min(i+cols, len(parts))
		for k := i; k < end; k++ {
			space := strings.Repeat(" ", widths[k-i]-sizes[k])
			if numeric {
				b.WriteString(space)
			}
			b.WriteString(parts[k])
			if k+1 < end {
				b.WriteString(", ")
				if !numeric {
					b.WriteString(space)
				}
			}
		}
		lines = append(lines, b.String())
	}
	return lines
}
