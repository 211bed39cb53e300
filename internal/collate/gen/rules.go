package main

import (
	"encoding/xml"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode"
)

// rules are the rules of a collation, by language and type ("de/phonebook").
type rules map[string]string

// readRules reads all files of CLDR's folder collation.
func readRules(common fs.FS) (all rules, defaults map[string]string, err error) {
	all, defaults = rules{}, map[string]string{}
	files, err := fs.Glob(common, "collation/*.xml")
	if err != nil {
		return nil, nil, err
	}
	for _, name := range files {
		text, err := fs.ReadFile(common, name)
		if err != nil {
			return nil, nil, err
		}
		var file struct {
			Default    string `xml:"collations>defaultCollation"`
			Collations []struct {
				Type  string   `xml:"type,attr"`
				Alt   string   `xml:"alt,attr"`
				Rules []string `xml:"cr"`
			} `xml:"collations>collation"`
		}
		if err := xml.Unmarshal(text, &file); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		locale := strings.ReplaceAll(strings.TrimSuffix(path.Base(name), ".xml"), "_", "-")
		if locale == "root" {
			locale = "und"
		}
		if file.Default != "" {
			defaults[locale] = shortType(file.Default)
		}
		for _, c := range file.Collations {
			if c.Alt == "" {
				all[locale+"/"+shortType(c.Type)] = strings.Join(c.Rules, "\n")
			}
		}
	}
	return all, defaults, nil
}

// change appends rules of changed.txt, or replaces them by these, where it says anew.
func (all rules) change(text string) error {
	name := ""
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "@"):
			var anew bool
			if name, anew = strings.CutSuffix(strings.TrimSpace(line[1:]), " anew"); anew {
				all[name] = ""
			}
			if _, ok := all[name]; !ok {
				return fmt.Errorf("changed.txt: there are no rules %s", name)
			}
		default:
			all[name] += line
		}
	}
	return nil
}

// shortType is the name of a type of collation in language tags.
func shortType(name string) string {
	switch name {
	case "phonebook":
		return "phonebk"
	case "traditional":
		return "trad"
	case "dictionary":
		return "dict"
	case "gb2312han":
		return "gb2312"
	case "phonetic", "standard", "search":
	}
	return name
}

// rule is a step of a collation.
type rule struct {
	// reset is what a relation begins at, a text or the name of a position.
	isReset  bool
	position string
	before   int

	strength        int // 1 to 4, 5 for equal
	prefix, text    string
	expansion       string
	setting, values string // of [setting values]
}

// parser reads rules (https://www.unicode.org/reports/tr35/tr35-collation.html#Rules).
type parser struct {
	s    []rune
	at   int
	list []rule
}

func parseRules(text string) ([]rule, error) {
	p := &parser{s: []rune(text)}
	for {
		p.space()
		if p.at >= len(p.s) {
			return p.list, nil
		}
		var err error
		switch c := p.s[p.at]; c {
		case '&':
			p.at++
			err = p.reset()
		case '<', '=', ';', ',':
			err = p.relation()
		case '[':
			text := p.brackets()
			name, values, _ := strings.Cut(text, " ")
			p.list = append(p.list, rule{setting: name, values: strings.TrimSpace(values)})
		default:
			err = fmt.Errorf("unexpected %q", c)
		}
		if err != nil {
			return nil, fmt.Errorf("%w before %q", err, string(p.s[p.at:min(len(p.s), p.at+40)]))
		}
	}
}

// isSpace reports whether a character is Pattern_White_Space, or a mark of the order of bytes.
func isSpace(c rune) bool {
	return unicode.IsSpace(c) || c == 0x200E || c == 0x200F || c == 0xFEFF
}

// space skips white space and comments.
func (p *parser) space() {
	for p.at < len(p.s) {
		switch c := p.s[p.at]; {
		case isSpace(c):
			p.at++
		case c == '#':
			for p.at < len(p.s) && p.s[p.at] != '\n' {
				p.at++
			}
		default:
			return
		}
	}
}

// brackets reads […], which may be nested.
func (p *parser) brackets() string {
	depth, from := 0, p.at
	for p.at < len(p.s) {
		switch p.s[p.at] {
		case '[':
			depth++
		case ']':
			depth--
		}
		p.at++
		if depth == 0 {
			break
		}
	}
	return string(p.s[from+1 : p.at-1])
}

func (p *parser) reset() error {
	r := rule{isReset: true}
	p.space()
	for p.at < len(p.s) && p.s[p.at] == '[' {
		text := p.brackets()
		if n, ok := strings.CutPrefix(text, "before "); ok {
			r.before, _ = strconv.Atoi(n)
		} else {
			r.position = text
		}
		p.space()
	}
	if r.position == "" {
		r.text = p.string()
		if r.text == "" {
			return fmt.Errorf("a reset without a text")
		}
	}
	p.list = append(p.list, r)
	return nil
}

func (p *parser) relation() error {
	r := rule{}
	switch p.s[p.at] {
	case '<':
		for p.at < len(p.s) && p.s[p.at] == '<' {
			r.strength++
			p.at++
		}
	case '=':
		r.strength = 5
		p.at++
	case ';':
		r.strength = 2
		p.at++
	case ',':
		r.strength = 3
		p.at++
	}
	star := p.at < len(p.s) && p.s[p.at] == '*'
	if star {
		p.at++
	}
	p.space()
	if star {
		return p.starred(r)
	}
	r.text = p.string()
	p.space()
	if p.at < len(p.s) && p.s[p.at] == '|' {
		p.at++
		p.space()
		r.prefix, r.text = r.text, p.string()
		p.space()
	}
	if p.at < len(p.s) && p.s[p.at] == '/' {
		p.at++
		p.space()
		r.expansion = p.string()
	}
	if r.text == "" {
		return fmt.Errorf("a relation without a text")
	}
	p.list = append(p.list, r)
	return nil
}

// starred reads what follows <*: each character is a relation, and so are those of ranges.
func (p *parser) starred(r rule) error {
	last := rune(-1)
	for {
		text := []rune(p.string())
		if len(text) == 0 {
			return fmt.Errorf("an empty list")
		}
		for i, c := range text {
			if i == 0 && last >= 0 { // the end of a range
				for last++; last < c; last++ {
					r.text = string(last)
					p.list = append(p.list, r)
				}
			}
			r.text = string(c)
			p.list = append(p.list, r)
		}
		last = text[len(text)-1]
		if p.at >= len(p.s) || p.s[p.at] != '-' {
			return nil
		}
		p.at++
	}
}

// string reads a text up to white space or a character of the syntax.
func (p *parser) string() string {
	var b strings.Builder
	for p.at < len(p.s) {
		c := p.s[p.at]
		switch {
		case c == '\'':
			p.at++
			if p.at < len(p.s) && p.s[p.at] == '\'' {
				b.WriteRune('\'')
				p.at++
				continue
			}
			for p.at < len(p.s) && p.s[p.at] != '\'' {
				if p.s[p.at] == '\\' {
					b.WriteRune(p.escaped())
					continue
				}
				b.WriteRune(p.s[p.at])
				p.at++
			}
			p.at++
		case c == '\\':
			b.WriteRune(p.escaped())
		case isSpace(c), c < 0x80 && !unicode.IsLetter(c) && !unicode.IsDigit(c):
			return b.String()
		default:
			b.WriteRune(c)
			p.at++
		}
	}
	return b.String()
}

// escaped reads what follows a backslash.
func (p *parser) escaped() rune {
	p.at++
	c := p.s[p.at]
	p.at++
	digits := 0
	switch c {
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	}
	if digits == 0 || p.at+digits > len(p.s) {
		return c
	}
	code, err := strconv.ParseUint(string(p.s[p.at:p.at+digits]), 16, 32)
	if err != nil {
		return c
	}
	p.at += digits
	return rune(code)
}
