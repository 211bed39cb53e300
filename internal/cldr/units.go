package cldr

// Units has patterns of amounts of units.
var Units = Subject{text: &unitsData}
