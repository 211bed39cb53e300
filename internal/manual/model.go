package manual

import (
	"strings"

	"github.com/alecthomas/kong"
)

// commandsOf returns the commands that people are told of.
func commandsOf(app *kong.Application) (list []*kong.Node) {
	for _, c := range app.Children {
		if c.Type == kong.CommandNode && !c.Hidden {
			list = append(list, c)
		}
	}
	return list
}

// flagsOf returns the flags of a command, that for help first.
func flagsOf(c *kong.Node) (list []*kong.Flag) {
	for _, group := range c.AllFlags(true) {
		list = append(list, group...)
	}
	return list
}

// flagNames returns how a flag is written: -e, --eval, --no-tokens.
func flagNames(f *kong.Flag) (names []string) {
	if f.Short != 0 {
		names = append(names, "-"+string(f.Short))
	}
	names = append(names, "--"+f.Name)
	if negatable(f) {
		names = append(names, "--no-"+f.Name)
	}
	return names
}

func negatable(f *kong.Flag) bool { return f.Tag != nil && f.Tag.Negatable != "" }

// placeholder is what stands for the value of a flag; "" for one that takes none.
func placeholder(f *kong.Flag) string {
	switch {
	case f.IsBool() || f.IsCounter():
		return ""
	case f.PlaceHolder != "":
		return f.PlaceHolder
	case len(values(f.Value)) > 0:
		return strings.Join(values(f.Value), "|")
	}
	return strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
}

// values returns the words that a value may be, nil when it may be anything.
func values(v *kong.Value) []string {
	if v.Enum == "" {
		return nil
	}
	return v.EnumSlice()
}

// isFile reports whether the value of a flag is a file.
func isFile(f *kong.Flag) bool {
	name := placeholder(f)
	return strings.Contains(name, "FILE") || strings.Contains(name, ".json") || strings.Contains(name, "DIR")
}
