package manual

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

// Section is a section of a page beside what the model tells. A line that begins with two
// spaces is an entry: its name, two spaces or more, and what it is.
type Section struct{ Title, Text string }

// Page writes the page of a command, or of the whole when command is nil, as man and mandoc
// read it. The whole has the given sections at its end.
func Page(w io.Writer, app *kong.Application, command *kong.Node, version string, sections []Section) error {
	p := &page{name: app.Name}
	title, help := app.Name, app.Help
	if command != nil {
		title, help = app.Name+"-"+command.Name, command.Help
	}
	p.line(`.TH %s 1 "" %s "%s manual"`, quoted(strings.ToUpper(title)), quoted(app.Name+" "+version), escape(title))
	p.section("NAME")
	about, _, _ := strings.Cut(help, "\n")
	about = strings.TrimSuffix(about, ".")
	if _, what, ok := strings.Cut(about, " is a "); ok {
		about = what
	}
	p.line(`%s \- %s`, escape(title), escape(about))
	p.section("SYNOPSIS")
	if command != nil {
		p.synopsis(command)
		p.section("DESCRIPTION")
		p.command(command)
		p.section("SEE ALSO")
		p.line(`.BR %s (1)`, escape(app.Name))
		_, err := io.WriteString(w, p.b.String())
		return err
	}
	for _, c := range commandsOf(app) {
		p.synopsis(c)
		p.line(".br")
	}
	p.section("DESCRIPTION")
	p.text(help)
	p.section("COMMANDS")
	for _, c := range commandsOf(app) {
		p.line(".SS %s", quoted(c.Name))
		p.line("%s", escape(c.Help))
		p.command(c)
	}
	for _, s := range sections {
		p.section(s.Title)
		p.text(s.Text)
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

// page is a page that is being written.
type page struct {
	b    strings.Builder
	name string
}

func (p *page) line(format string, args ...any) { fmt.Fprintf(&p.b, format+"\n", args...) }

func (p *page) section(title string) { p.line(".SH %s", quoted(title)) }

// synopsis writes how a command is called.
func (p *page) synopsis(c *kong.Node) {
	text := `.B ` + escape(p.name+" "+c.Name)
	if len(flagsOf(c)) > 0 {
		text += "\n[\\fIflags\\fR]"
	}
	for _, a := range c.Positional {
		text += "\n" + escape(argument(a))
	}
	p.line("%s", text)
}

// argument is how an argument stands in a synopsis.
func argument(a *kong.Positional) string {
	name := a.Name
	if a.IsSlice() {
		name += " ..."
	}
	if !a.Required {
		name = "[" + name + "]"
	}
	return name
}

// command writes what a command does, its arguments and flags.
func (p *page) command(c *kong.Node) {
	if c.Detail != "" {
		p.line(".PP")
		p.text(c.Detail)
	}
	for _, a := range c.Positional {
		p.entry("\\fI"+escape(a.Name)+"\\fR", a.Help)
	}
	for _, f := range flagsOf(c) {
		names := flagNames(f)
		for i, name := range names {
			names[i] = "\\fB" + escape(name) + "\\fR"
		}
		head := strings.Join(names, ", ")
		if value := placeholder(f); value != "" {
			head += "=\\fI" + escape(value) + "\\fR"
		}
		help := f.Help
		if f.HasDefault && f.Default != "" {
			help = strings.TrimSuffix(help, ".") + " (default " + f.Default + ")."
		}
		for _, env := range f.Envs {
			help += " The environment may say it: " + env + "."
		}
		p.entry(head, help)
	}
}

// entry writes a name and below it what it is.
func (p *page) entry(head, text string) {
	p.line(".TP\n%s\n%s", head, escape(text))
}

// text writes paragraphs. Lines that are indented are a list when each is an entry, else they
// stay as they are.
func (p *page) text(text string) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for len(lines) > 0 {
		n := 0
		for n < len(lines) && strings.HasPrefix(lines[n], "  ") {
			n++
		}
		switch {
		case n > 0:
			p.block(lines[:n])
		case strings.TrimSpace(lines[0]) == "":
			p.line(".PP")
			n = 1
		default:
			p.line("%s", escape(lines[0]))
			n = 1
		}
		lines = lines[n:]
	}
}

// block writes lines that are indented.
func (p *page) block(lines []string) {
	list := true
	for _, line := range lines {
		list = list && strings.Contains(strings.TrimSpace(line), "  ")
	}
	if list {
		for _, line := range lines {
			name, about, _ := strings.Cut(strings.TrimSpace(line), "  ")
			p.entry("\\fB"+escape(name)+"\\fR", strings.Join(strings.Fields(about), " "))
		}
		return
	}
	p.line(".nf")
	for _, line := range lines {
		p.line("%s", escape(line))
	}
	p.line(".fi")
}

// escape makes text that man shows as it is.
func escape(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n", " ").Replace(text)
	var b strings.Builder
	for _, r := range text {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\[u%04X]`, r)
		}
	}
	text = b.String()
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	return text
}

// quoted is an argument of a macro.
func quoted(text string) string { return `"` + strings.ReplaceAll(escape(text), `"`, `\(dq`) + `"` }
