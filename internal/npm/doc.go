// Package npm fetches packages of the npm registry for tests, and checks what it gets.
//
// The archives come from the registry that KILN_NPM_REGISTRY or npm_config_registry
// names, else from the one that npm is configured for. They are kept in the user's cache
// folder, and are checked against the integrity that the caller demands each time they
// are unpacked.
package npm
