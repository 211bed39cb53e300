package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"

	"github.com/kilnjs/kiln/internal/version"
)

type versionCommand struct {
	JSON bool `name:"json" help:"Print JSON."`
}

// Run prints the module's version, the Go release and the platform.
func (c *versionCommand) Run() error {
	if c.JSON {
		return json.NewEncoder(os.Stdout).Encode(map[string]string{
			"version": version.Text(), "go": runtime.Version(), "os": runtime.GOOS, "arch": runtime.GOARCH,
		})
	}
	fmt.Printf("kiln %s %s %s/%s\n", version.Text(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}
