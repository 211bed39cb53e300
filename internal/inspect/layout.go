package inspect

import (
	"math"
	"strings"
	"unicode/utf8"
)

// layout is an object taken apart: what stands before the braces, the braces and
// the parts between them.
type layout struct {
	base   string // text in place of the braces when there are no parts
	prefix string // constructor name and the like, before the braces
	open   string
	close  string
	parts  []string
	list   bool // array-like: long lists of short parts are set in columns
	extra  int  // parts at the end that are no elements
}

// join puts the parts of an object together: on one line when they are few and
// short, in columns for long arrays, else one below the other.
func (in *inspector) join(l *layout, level int) string {
	if len(l.parts) == 0 {
		return l.prefix + l.open + l.close
	}
	head := l.prefix + l.open
	if l.base != "" {
		head = l.base + " " + l.open
	}
	parts := l.parts
	grouped := false
	if l.list && len(parts) > columnsFrom && l.extra == 0 {
		if rows := in.columns(parts); rows != nil {
			parts, grouped = rows, true
		}
	}
	if in.deepest-level < compactLevels && !grouped {
		total := 2*len(parts) + in.indent + len(head) + 10
		single := true
		for _, p := range parts {
			total += utf8.RuneCountInString(p)
			single = single && !strings.Contains(p, "\n")
		}
		if single && total <= lineWidth && !strings.Contains(l.base, "\n") {
			return head + " " + strings.Join(parts, ", ") + " " + l.close
		}
	}
	pad := "\n" + strings.Repeat(" ", in.indent)
	return head + pad + "  " + strings.Join(parts, ","+pad+"  ") + pad + l.close
}

// columns sets many short parts in rows of columns, nil when they are too long
// for that. A last part that says how many elements are missing has its own row.
func (in *inspector) columns(parts []string) []string {
	const gap = 2
	entries, more := parts, []string(nil)
	if n := len(parts) - 1; n == maxItems {
		entries, more = parts[:n], parts[n:]
	}
	total, longest := 0, 0
	numeric := true
	for _, p := range entries {
		if strings.Contains(p, "\n") {
			return nil
		}
		n := utf8.RuneCountInString(p)
		total += n + gap
		longest = max(longest, n)
		numeric = numeric && (p[0] >= '0' && p[0] <= '9' || p[0] == '-')
	}
	width := longest + gap
	if width*3+in.indent >= lineWidth || total <= 5*width && longest > 6 {
		return nil
	}
	// A block about as wide as it is high, where a line is two and a half
	// characters high; uneven widths allow for more columns.
	count := float64(len(entries))
	bias := math.Sqrt(float64(width) - float64(total)/count)
	biased := math.Max(float64(width)-3-bias, 1)
	cols := min(int(math.Round(math.Sqrt(2.5*biased*count)/biased)), (lineWidth-in.indent)/width, 4*compactLevels)
	if cols <= 1 {
		return nil
	}
	return append(rows(entries, cols, numeric), more...)
}

// rows pads the parts to cols columns, numbers to the right.
func rows(parts []string, cols int, numeric bool) []string {
	widths := make([]int, cols)
	for i, p := range parts {
		widths[i%cols] = max(widths[i%cols], utf8.RuneCountInString(p))
	}
	var lines []string
	for i := 0; i < len(parts); i += cols {
		var b strings.Builder
		end := min(i+cols, len(parts))
		for k := i; k < end; k++ {
			space := strings.Repeat(" ", widths[k-i]-utf8.RuneCountInString(parts[k]))
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
