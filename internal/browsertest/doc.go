// Package browsertest opens pages in a real browser, for tests: it runs code in them,
// presses keys, takes pictures, and has axe-core look for what shuts people out.
//
// The browser is Chromium, driven through the pipe of its debugging protocol. Where there
// is none the test is skipped, unless KILN_BROWSER=required: then it fails.
package browsertest
