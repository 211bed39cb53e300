// Package version tells which Kiln this executable is. It imports nothing of the project.
package version

import "runtime/debug"

// Text is the version of the main module.
func Text() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(unversioned build)"
}
