package cldr

// Fields has names of fields of dates at field/name, with -short or -narrow after the field, and what is said of
// relative times: at field/N of N of it, at field/past and field/future patterns by plural category. At hour/digits
// is how many digits the hours of a duration like 1:02:03 have at least.
var Fields = Subject{text: &fieldsData}
