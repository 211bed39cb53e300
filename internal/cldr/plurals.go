package cldr

// Plurals has the rules cardinal and ordinal for categories of plurals, and those of ranges.
var Plurals = Subject{text: &pluralsData}
