package cldr

// Languages has names of languages by their tags, short ones at tag/short.
var Languages = Subject{text: &languagesData}
