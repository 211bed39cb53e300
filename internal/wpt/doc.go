// Package wpt runs tests of the Web Platform Tests (https://web-platform-tests.org), those in
// files *.any.js, which want no document. Its test holds package web against them.
//
// The tests are data that is not part of the project: a folder or a packed archive, see Locate.
//
// It may import kiln. Its test imports web.
package wpt
