package intl

import "github.com/kilnjs/kiln/internal/cldr"

// addLikelySubtags is Add Likely Subtags of UTS #35, section 4.3; false if it signals an error,
// and nothing changes then.
func (id *languageID) addLikelySubtags() bool {
	script, region := id.script, id.region
	if script == "Zzzz" {
		script = ""
	}
	if region == "ZZ" {
		region = ""
	}
	if id.language != "und" && script != "" && region != "" {
		return true
	}
	table := cldr.Of("likely")
	for _, sought := range [...]languageID{
		{language: id.language, script: script, region: region},
		{language: id.language, script: script},
		{language: id.language, region: region},
		{language: id.language},
	} {
		text, ok := table.Get(sought.baseName())
		if !ok {
			continue
		}
		likely, ok := parseTag(text)
		if !ok {
			return false
		}
		if id.language == "und" {
			id.language = likely.language
		}
		if id.script = script; script == "" {
			id.script = likely.script
		}
		if id.region = region; region == "" {
			id.region = likely.region
		}
		return true
	}
	return false
}

// removeLikelySubtags is Remove Likely Subtags of UTS #35, section 4.3; nothing changes if
// that signals an error.
func (id *languageID) removeLikelySubtags() {
	maximal := *id
	if !maximal.addLikelySubtags() {
		return
	}
	for _, trial := range [...]languageID{
		{language: maximal.language},
		{language: maximal.language, region: maximal.region},
		{language: maximal.language, script: maximal.script},
		maximal,
	} {
		full := trial
		if full.addLikelySubtags() && full.language == maximal.language && full.script == maximal.script && full.region == maximal.region {
			id.language, id.script, id.region = trial.language, trial.script, trial.region
			return
		}
	}
}
