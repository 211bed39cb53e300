// Package weburl reads URLs as the URL Standard says, as far as modules need it: relative
// references, dot segments, backslashes, default ports, percent-encoding. net/url follows
// RFC 3986, which refuses what import maps may contain, and keeps what they compare.
//
// Hosts are lower-cased and checked, but not converted by IDNA.
//
// It imports nothing of the project.
package weburl
