//go:build !kilnstress

package heap

const stressBuild = false
