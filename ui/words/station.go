package words

import (
	"path/filepath"
	"strconv"

	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// Source names where a station name came from ("this PC's settings", "the computer's name").
func Source(s station.Source) string {
	if key := "source." + string(s); Has(key) {
		return T("source." + string(s))
	}
	return Visible(string(s))
}

// Why says why a candidate won or lost.
func Why(c station.Candidate) string {
	if c.Why == station.ReasonNoName {
		return T("why.no_name", Visible(c.Raw))
	}
	return why(c.Why)
}

// WhyBeaten says why a setting's value lost.
func WhyBeaten(b station.Beaten) string { return why(b.Why) }

func why(r station.Reason) string {
	if key := "why." + string(r); Has(key) {
		return T("why."+string(r), "")
	}
	return Visible(string(r))
}

// Problem puts a configuration problem in words. Technical names file, line and text.
func Problem(p station.Problem) Trouble {
	kind := string(p.Kind)
	file := Visible(filepath.Base(p.Path))
	t := Trouble{
		Title:     T("problem."+kind+".title", file, p.Line, SettingName(p.Key), Visible(p.Text)),
		Advice:    T("problem."+kind+".advice", Visible(p.Path)),
		Technical: problemPlace(p),
	}
	if p.Kind == station.ProblemValue && p.Path == "" {
		t.Title = T("problem.value.no_file", SettingName(p.Key), Visible(p.Text))
		t.Advice = T("problem.value.no_file_advice")
	}
	if !Has("problem." + kind + ".title") {
		t.Title, t.Advice = T("error.plain.title"), T("error.plain.advice")
	}
	return t
}

func problemPlace(p station.Problem) string {
	place := p.Path
	if p.Line > 0 {
		place += ":" + strconv.Itoa(p.Line)
	}
	if p.Key != "" {
		place = joinFull(": ", []string{place, string(p.Key)})
	}
	return Visible(joinFull(": ", []string{place, p.Text}))
}

// SettingName is a key's label.
func SettingName(k station.Key) string {
	if key := "setting." + string(k) + ".name"; Has(key) {
		return T("setting." + string(k) + ".name")
	}
	return Visible(string(k))
}

// SettingHint is a key's explanation in one sentence; empty for a key it does not know.
func SettingHint(k station.Key) string {
	if key := "setting." + string(k) + ".hint"; Has(key) {
		return T("setting." + string(k) + ".hint")
	}
	return ""
}

// Origin names where a setting came from.
func Origin(o station.Origin) string {
	if key := "origin." + string(o); Has(key) {
		return T("origin." + string(o))
	}
	return Visible(string(o))
}

// BadValue says what a value should be.
func BadValue(e *station.ValueError) string {
	switch {
	case e.Min != "" && e.Max != "":
		return T("value.range", Visible(e.Min), Visible(e.Max))
	case e.Min != "":
		return T("value.min", Visible(e.Min))
	case e.Max != "":
		return T("value.max", Visible(e.Max))
	}
	switch e.Why {
	case station.ReasonEmpty, station.ReasonTooLong, station.ReasonControl, station.ReasonLocked:
		return T("value." + string(e.Why))
	}
	if key := "value.key." + string(e.Key); Has(key) {
		return T("value.key." + string(e.Key))
	}
	return T("value.unknown")
}

// TokenPlace labels honestly where the token is kept.
func TokenPlace(p secret.Place) string {
	if key := "token_place." + string(p); Has(key) {
		return T("token_place." + string(p))
	}
	return T("token_place.none")
}
