//go:build kilnstress

package heap

// stressBuild puts every heap into stress mode.
const stressBuild = true
