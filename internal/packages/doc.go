// Package packages holds no code, only a test: libraries from the npm registry,
// bundled, do a piece of their real work in every tier, and what they print must
// be what Node prints.
//
// testdata/packages.json names the packages with version and integrity. Each
// testdata/NAME.js is a program that imports some of them; NAME.txt is the output
// of Node for the same bundle (`go test ./internal/packages -update` writes it). The archives
// come through internal/npm. Where no registry answers, the tests are skipped.
package packages
