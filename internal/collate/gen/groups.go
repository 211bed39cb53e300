package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/ucd"
)

// group is characters that reordering keeps together: those of a script, digits and so on.
type group struct {
	name   string // SPACE … DIGIT, else ""
	sample rune
	from   uint32 // its first primary weight
}

// readGroups reads the groups in their order, and the order of ideographs by radical and strokes.
func readGroups(common fs.FS, r *root) (groups []group, ideographs []rune, err error) {
	f, err := common.Open("uca/FractionalUCA.txt")
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	var open *group
	for lines.Scan() {
		line := lines.Text()
		if list, ok := strings.CutPrefix(line, "[radical "); ok {
			_, list, _ = strings.Cut(strings.TrimSuffix(list, "]"), ":")
			chars := []rune(list)
			for i := 0; i < len(chars); i++ {
				if chars[i] == '-' {
					for c := chars[i-1] + 1; c < chars[i+1]; c++ {
						ideographs = append(ideographs, c)
					}
					continue
				}
				ideographs = append(ideographs, chars[i])
			}
			continue
		}
		codes, rest, ok := strings.Cut(line, ";")
		if !ok || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "[") {
			continue
		}
		fields := strings.Fields(codes)
		if len(fields) == 2 && fields[0] == "FDD1" && strings.Contains(rest, "first primary") {
			c, err := strconv.ParseUint(fields[1], 16, 32)
			if err != nil {
				return nil, nil, err
			}
			_, comment, _ := strings.Cut(rest, "# ")
			name, _, _ := strings.Cut(comment, " first")
			open = &group{name: name, sample: rune(c)}
			continue
		}
		if open != nil && len(fields) == 1 {
			c, err := strconv.ParseUint(fields[0], 16, 32)
			if err != nil {
				return nil, nil, err
			}
			if list := r.mappings[string(rune(c))]; len(list) > 0 {
				// What stands behind the last scripts are no characters of theirs.
				if n := len(groups); list[0].p < 0xFB00<<primaryShift && (n == 0 || list[0].p > groups[n-1].from) {
					open.from = list[0].p
					groups = append(groups, *open)
				}
				open = nil
			}
		}
	}
	return groups, ideographs, lines.Err()
}

// reordered makes the moves of [reorder …].
func reordered(codes []string, groups []group, r *root) (moves [][3]uint32, err error) {
	type span struct{ from, to uint32 }
	var spans [][]span // by group, and last ideographs, and other implicit ones
	for i, g := range groups {
		to := r.lastReg<<primaryShift + 1
		if i+1 < len(groups) {
			to = groups[i+1].from
		}
		spans = append(spans, []span{{g.from, to}})
	}
	ideographs := len(spans)
	spans = append(spans, []span{{r.lastReg<<primaryShift + 1, (r.lastReg + 4) << primaryShift}, {0xFB40 << primaryShift, 0xFBC0 << primaryShift}})
	spans = append(spans, []span{{(r.lastReg + 4) << primaryShift, 0xFB40 << primaryShift}})
	special := map[string]string{"space": "SPACE", "punct": "PUNCTUATION", "symbol": "SYMBOL", "currency": "CURRENCY", "digit": "DIGIT"}
	find := func(code string) int {
		if code == "Hani" {
			return ideographs
		}
		script := code
		if code == "Kana" {
			script = "Hiragana"
		}
		p, ok := ucd.LookupValue("Script", script)
		for i, g := range groups {
			if g.name == special[code] || ok && p.Contains(g.sample) {
				return i
			}
		}
		if code == "Kana" {
			p, _ = ucd.LookupValue("Script", "Katakana")
			return slices.IndexFunc(groups, func(g group) bool { return p.Contains(g.sample) })
		}
		return -1
	}
	var first, last []int
	list := &first
	used := map[int]bool{}
	for _, code := range codes {
		if code == "others" || code == "Zzzz" {
			list = &last
			continue
		}
		i := find(code)
		if i < 0 {
			return nil, fmt.Errorf("no group %s", code)
		}
		*list = append(*list, i)
		used[i] = true
	}
	var order []int
	for i, g := range groups {
		switch g.name {
		case "SPACE", "PUNCTUATION", "SYMBOL", "CURRENCY", "DIGIT":
			if !used[i] {
				order = append(order, i)
				used[i] = true
			}
		}
	}
	order = append(order, first...)
	for i := range spans {
		if !used[i] {
			order = append(order, i)
		}
	}
	order = append(order, last...)
	at := groups[0].from
	for _, i := range order {
		for _, s := range spans[i] {
			if at != s.from {
				moves = append(moves, [3]uint32{s.from, s.to, at - s.from})
			}
			at += s.to - s.from
		}
	}
	slices.SortFunc(moves, func(a, b [3]uint32) int { return cmp.Compare(a[0], b[0]) })
	return moves, nil
}
