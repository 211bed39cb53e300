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

// commonJS joins a CommonJS module and what it requires by relative names into one
// script, which any engine can run: each file a function, and require finds it. What main
// exports is kilnModules.main.
func commonJS(main Part) (Part, error) {
	texts := map[string]string{}
	var order []string
	var add func(file, text string) error
	add = func(file, text string) error {
		if _, ok := texts[file]; ok {
			return nil
		}
		texts[file] = text
		for _, m := range required().FindAllStringSubmatch(text, -1) {
			needed, content, err := readRequired(filepath.Join(filepath.Dir(file), m[1]))
			if err != nil {
				return fmt.Errorf("%s requires %s: %w", file, m[1], err)
			}
			if err := add(needed, content); err != nil {
				return err
			}
		}
		order = append(order, file)
		return nil
	}
	start := filepath.Clean(main.Name)
	if err := add(start, main.Text+exportRun); err != nil {
		return Part{}, err
	}
	var b strings.Builder
	b.WriteString("var kilnModules = { table: {}, loaded: {} };\n")
	for _, file := range order {
		fmt.Fprintf(&b, "kilnModules.table[%s] = function (module, exports, require) {\n%s\n};\n", quoted(file), texts[file])
	}
	fmt.Fprintf(&b, `kilnModules.load = function (file) {
  if (file in kilnModules.loaded) return kilnModules.loaded[file].exports;
  var module = kilnModules.loaded[file] = { exports: {} };
  kilnModules.table[file].call(module.exports, module, module.exports, function (name) {
    var parts = (file.replace(/[^\/]*$/, "") + name).split("/"), out = [];
    parts.forEach(function (p) {
      if (p === ".." && out.length && out[out.length - 1] !== "..") out.pop(); else if (p !== ".") out.push(p);
    });
    var path = out.join("/"), found = [path, path + ".js", path + ".json", path + "/index.js"].filter(function (p) { return p in kilnModules.table; })[0];
    if (!found) throw new Error("there is no module " + name);
    return kilnModules.load(found);
  });
  return module.exports;
};
kilnModules.main = kilnModules.load(%s);
`, quoted(start))
	return Part{main.Name, b.String()}, nil
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
