package manual

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// Shells are those that Completion knows.
var Shells = []string{"bash", "zsh", "fish"}

// Completion writes a script that completes the command line in a shell.
func Completion(w io.Writer, app *kong.Application, shell string) error {
	var text string
	switch shell {
	case "bash":
		text = bash(app)
	case "zsh":
		text = zsh(app)
	case "fish":
		text = fish(app)
	default:
		return fmt.Errorf("no completion for %s: there are %s", shell, strings.Join(Shells, ", "))
	}
	_, err := io.WriteString(w, text)
	return err
}

// names are the names of the commands.
func names(app *kong.Application) (list []string) {
	for _, c := range commandsOf(app) {
		list = append(list, c.Name)
	}
	return list
}

// shellWord quotes text for a POSIX shell.
func shellWord(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// bash needs nothing but the shell itself. A word of the form --flag=value is three to it.
func bash(app *kong.Application) string {
	var b strings.Builder
	f := "_" + app.Name
	fmt.Fprintf(&b, `# Completion of %[1]s for bash: source this file, or put it into
# ~/.local/share/bash-completion/completions/%[1]s
%[2]s() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= i
	if [[ $cur == = ]]; then
		cur=
	elif [[ $prev == = ]]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		%[3]s) command=${COMP_WORDS[i]}; break ;;
		-*) ;;
		*) command=%[4]s; break ;;
		esac
	done
	COMPREPLY=()
	case $command:$prev in
`, app.Name, f, strings.Join(names(app), "|"), "run")
	for _, c := range commandsOf(app) {
		for _, flag := range flagsOf(c) {
			if list := values(flag.Value); len(list) > 0 {
				fmt.Fprintf(&b, "\t%s:--%s) COMPREPLY=($(compgen -W %s -- \"$cur\")); return ;;\n", c.Name, flag.Name, shellWord(strings.Join(list, " ")))
			} else if placeholder(flag) != "" && !isFile(flag) {
				fmt.Fprintf(&b, "\t%s:--%s) return ;;\n", c.Name, flag.Name)
			}
		}
		for i, a := range c.Positional {
			if list := values(a); len(list) > 0 && i == 0 {
				fmt.Fprintf(&b, "\t%s:%s) COMPREPLY=($(compgen -W %s -- \"$cur\")); return ;;\n", c.Name, c.Name, shellWord(strings.Join(list, " ")))
			}
		}
	}
	fmt.Fprint(&b, "\tesac\n\tcase $command:$cur in\n")
	for _, c := range commandsOf(app) {
		var words []string
		for _, flag := range flagsOf(c) {
			words = append(words, flagNames(flag)...)
		}
		fmt.Fprintf(&b, "\t%s:-*) COMPREPLY=($(compgen -W %s -- \"$cur\")) ;;\n", c.Name, shellWord(strings.Join(words, " ")))
	}
	fmt.Fprintf(&b, "\t:-*) COMPREPLY=($(compgen -W '--help' -- \"$cur\")) ;;\n")
	fmt.Fprintf(&b, "\t:*) COMPREPLY=($(compgen -W %s -- \"$cur\") $(compgen -f -- \"$cur\")) ;;\n", shellWord(strings.Join(append(names(app), "help"), " ")))
	fmt.Fprintf(&b, "\tesac\n}\ncomplete -o default -F %s %s\n", f, app.Name)
	return b.String()
}

// zshText escapes a description for _arguments and _describe.
func zshText(text string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, ":", `\:`).Replace(text)
}

func zsh(app *kong.Application) string {
	var b strings.Builder
	fmt.Fprintf(&b, `#compdef %[1]s
# Completion of %[1]s for zsh: put this file as _%[1]s into a folder of $fpath.
_%[1]s() {
	local state line context command
	typeset -A opt_args
	local -a commands
	commands=(
`, app.Name)
	for _, c := range commandsOf(app) {
		fmt.Fprintf(&b, "\t\t%s\n", shellWord(c.Name+":"+zshText(c.Help)))
	}
	fmt.Fprintf(&b, `	)
	_arguments -C '(-)--help[show help]' '1: :->first' '*:: :->rest' && return
	case $state in
	first)
		_describe -t commands command commands
		_files
		;;
	rest)
		command=$words[1]
		case $command in
`)
	for _, c := range commandsOf(app) {
		fmt.Fprintf(&b, "\t\t%s)\n\t\t\t_arguments", c.Name)
		for _, flag := range flagsOf(c) {
			for _, name := range flagNames(flag) {
				fmt.Fprintf(&b, " \\\n\t\t\t\t%s", shellWord(zshFlag(flag, name)))
			}
		}
		action := "_files"
		if len(c.Positional) > 0 && len(values(c.Positional[0])) > 0 {
			action = "(" + strings.Join(values(c.Positional[0]), " ") + ")"
		}
		fmt.Fprintf(&b, " \\\n\t\t\t\t%s\n\t\t\t;;\n", shellWord("*: :"+action))
	}
	fmt.Fprintf(&b, "\t\t*) _files ;;\n\t\tesac\n\t\t;;\n\tesac\n}\n_%[1]s \"$@\"\n", app.Name)
	return b.String()
}

// zshFlag is a flag as _arguments wants it.
func zshFlag(flag *kong.Flag, name string) string {
	value, list := placeholder(flag), values(flag.Value)
	long := strings.HasPrefix(name, "--")
	text := name
	if flag.IsSlice() {
		text = "*" + text
	}
	if value != "" && long {
		text += "="
	}
	text += "[" + zshText(flag.Help) + "]"
	switch {
	case value == "":
	case len(list) > 0:
		text += ":value:(" + strings.Join(list, " ") + ")"
	case isFile(flag):
		text += ":file:_files"
	default:
		text += ":" + zshText(value) + ": "
	}
	return text
}

func fish(app *kong.Application) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Completion of %[1]s for fish: put this file into ~/.config/fish/completions/%[1]s.fish\n", app.Name)
	for _, c := range commandsOf(app) {
		fmt.Fprintf(&b, "complete -c %s -n __fish_use_subcommand -a %s -d %s\n", app.Name, c.Name, fishWord(c.Help))
	}
	for _, c := range commandsOf(app) {
		when := fmt.Sprintf("complete -c %s -n '__fish_seen_subcommand_from %s'", app.Name, c.Name)
		for _, flag := range flagsOf(c) {
			fmt.Fprintf(&b, "%s -l %s", when, flag.Name)
			if flag.Short != 0 {
				fmt.Fprintf(&b, " -s %c", flag.Short)
			}
			switch list := values(flag.Value); {
			case len(list) > 0:
				fmt.Fprintf(&b, " -x -a %s", fishWord(strings.Join(list, " ")))
			case placeholder(flag) == "":
			case isFile(flag):
				fmt.Fprint(&b, " -r -F")
			default:
				fmt.Fprint(&b, " -x")
			}
			fmt.Fprintf(&b, " -d %s\n", fishWord(flag.Help))
			if negatable(flag) {
				fmt.Fprintf(&b, "%s -l no-%s\n", when, flag.Name)
			}
		}
		if len(c.Positional) > 0 {
			if list := slices.Clone(values(c.Positional[0])); len(list) > 0 {
				fmt.Fprintf(&b, "%s -f -a %s\n", when, fishWord(strings.Join(list, " ")))
			}
		}
	}
	return b.String()
}

// fishWord quotes text for fish.
func fishWord(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(text) + "'"
}
