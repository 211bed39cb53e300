package cldr

// Regions has names of regions by their codes, short ones at code/short.
var Regions = Subject{text: &regionsData}
