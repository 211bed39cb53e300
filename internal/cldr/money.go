package cldr

// Money has symbols and names of currencies by their codes, and their digits.
var Money = Subject{text: &moneyData}
