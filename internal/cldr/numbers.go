package cldr

// Numbers has symbols and patterns of numbers by numbering system.
var Numbers = Subject{text: &numbersData}
