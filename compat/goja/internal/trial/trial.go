// Package trial runs the tests of other modules on this one, in copies that it makes of them.
package trial

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Goja is the version of goja whose interface this module has.
const Goja = "github.com/dop251/goja@v0.0.0-20260917113740-793a2a65c13b"

// Module finds a module of the module cache, downloading it if it must, and returns its folder.
func Module(version string) (string, error) {
	dir, err := os.MkdirTemp("", "trial")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module trial\n"), 0o644); err != nil {
		return "", err
	}
	out, err := Go(dir, "mod", "download", "-json", version)
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	var found struct{ Dir string }
	if err := json.Unmarshal(out, &found); err != nil || found.Dir == "" {
		return "", fmt.Errorf("no folder for %s: %s", version, out)
	}
	return found.Dir, nil
}

// Copy copies a folder; what keep refuses, by its path within, is left out.
func Copy(from, to string, keep func(path string, dir bool) bool) error {
	return filepath.WalkDir(from, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if rel != "." && keep != nil && !keep(rel, d.IsDir()) {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
}

// Replace makes the module in dir use the copies of goja's and Kiln's modules that are here:
// compat is the folder of this module.
func Replace(dir, compat string) error {
	f, err := os.OpenFile(filepath.Join(dir, "go.mod"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "\nreplace github.com/dop251/goja => %s\n\nreplace github.com/kilnjs/kiln => %s\n", compat, filepath.Dir(filepath.Dir(compat)))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	out, err := Go(dir, "mod", "tidy", "-e")
	if err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// environment is that of go commands: with the flags of the caller, so that -tags=kilnstress
// works through.
func environment() []string {
	flags := strings.TrimSpace("-mod=mod " + os.Getenv("GOFLAGS"))
	return append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS="+flags, "GOWORK=off")
}

// Go runs the go command in dir and returns what it printed.
func Go(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = environment()
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, errs.String())
	}
	return out, err
}
