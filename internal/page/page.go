// Package page holds what the pages of the command have in common: pages that are one
// file, ask the network for nothing, and are dark or light as the reader likes.
package page

import _ "embed" // the style sheet, and a script

// Style is the style sheet that pages begin with: colours of both schemes, of tiers and
// of tokens, and the frame of header and main part.
//
//go:embed page.css
var Style string

// Theme is the script of the button with the id theme, which changes between dark and light.
//
//go:embed theme.js
var Theme string
