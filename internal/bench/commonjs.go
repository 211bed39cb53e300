package bench

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

var required = pattern(`\brequire\s*\(\s*["'](\.[^"']*)["']\s*\)`)

// exportRun makes a function run that the main file has at its top level its entry.
const exportRun = "\n;if (typeof run === \"function\" && module.exports.run === undefined) module.exports.run = run;"

// commonJS makes scripts of a CommonJS module and of what it requires by relative names,
// which any engine can run one after the other: each file is a function, with its lines
// where they were, and require finds it. What main exports is kilnModules.main.
func commonJS(main Part) ([]Part, error) {
	parts := []Part{{"commonjs.js", embedded("shims/commonjs.js")}}
	seen := map[string]bool{}
	var add func(file, text string) error
	add = func(file, text string) error {
		if seen[file] {
			return nil
		}
		seen[file] = true
		for _, m := range required().FindAllStringSubmatch(text, -1) {
			needed, content, err := readRequired(filepath.Join(filepath.Dir(file), m[1]))
			if err != nil {
				return fmt.Errorf("%s requires %s: %w", file, m[1], err)
			}
			if err := add(needed, content); err != nil {
				return err
			}
		}
		parts = append(parts, Part{file, fmt.Sprintf("kilnModules.table[%s] = function (module, exports, require) { %s\n};", quoted(filepath.ToSlash(file)), text)})
		return nil
	}
	start := filepath.Clean(main.Name)
	if err := add(start, main.Text+exportRun); err != nil {
		return nil, err
	}
	return append(parts, Part{"commonjs.js", fmt.Sprintf("kilnModules.main = kilnModules.load(%s);", quoted(filepath.ToSlash(start)))}), nil
}

// readRequired finds the file of a required name.
func readRequired(name string) (file, text string, err error) {
	for _, file := range []string{name, name + ".js", name + ".json", filepath.Join(name, "index.js")} {
		if info, statErr := os.Stat(file); statErr != nil || info.IsDir() {
			continue
		}
		content, err := os.ReadFile(file)
		text = string(content)
		if strings.HasSuffix(file, ".json") {
			text = "module.exports = " + text
		}
		return file, text, err
	}
	return "", "", fmt.Errorf("there is no such file")
}

func quoted(s string) string {
	text, _ := json.Marshal(s) // a string always has a form
	return string(text)
}
