// Package nodepkg finds modules in node_modules, by the algorithm that Node documents for
// ES modules (nodejs.org/api/esm.html#resolution-algorithm-specification): exports and
// imports of package.json with conditions and patterns, packages that name themselves, and
// main. Packages without exports may name their ES module by `module`, as bundlers read it.
//
// What files there are it asks the Files that it is given; names are theirs.
//
// It may import internal/weburl.
package nodepkg
