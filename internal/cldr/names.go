package cldr

// Names has names of scripts, variants and calendars, at script/code, variant/code and calendar/code, and the pattern and
// separator of names that are made of several.
var Names = Subject{text: &namesData}
