package station

import "strings"

// setting puts the decision on one key into its public form.
func setting(k Key, offers []offer, won int, locked bool) Setting {
	s := Setting{Key: k, Value: Default(k), Origin: OriginDefault, Locked: locked}
	for i, o := range offers {
		if i == won {
			s.Value, s.Origin, s.Where = o.clean, o.origin, o.named()
			continue
		}
		if why := o.beaten(); why != "" {
			s.Beat = append(s.Beat, Beaten{Origin: o.origin, Where: o.named(), Value: hideLogin(k, strings.TrimSpace(o.raw)), Why: why})
		}
	}
	return s
}

// named is where an offer came from, with a word for the one that has no place.
func (o offer) named() string {
	if o.source == SourceHost {
		return string(SourceHost)
	}
	return o.where
}

// beaten is why an offer lost, in the fewer words settings have; "" for the winner and
// for what was no offer.
func (o offer) beaten() Reason {
	switch o.why {
	case ReasonWon, ReasonAbsent, ReasonUnreadable, ReasonNoName:
		return ""
	case ReasonOutranked, ReasonLocked, ReasonEmpty:
		return o.why
	}
	return ReasonBadValue
}

// name takes the decision on the station.
func (id *Identity) name(offers []offer, won int) {
	id.Source = SourceNone
	id.Candidates = make([]Candidate, len(offers))
	for i, o := range offers {
		id.Candidates[i] = Candidate{
			Source: o.source, Where: o.where, Raw: o.raw, Clean: o.clean,
			Used: i == won, Why: o.why,
		}
	}
	if won >= 0 {
		w := id.Candidates[won]
		id.Name, id.Source, id.Where = w.Clean, w.Source, w.Where
	}
	id.Disagrees = id.other()
}

// other finds the first older file that names another station than the winner; the
// same name in another spelling is no disagreement.
func (id *Identity) other() *Candidate {
	for _, c := range id.Candidates {
		older := c.Source == SourceLegacyDir || c.Source == SourceLegacyHome
		if older && c.Why == ReasonOutranked && c.Clean != Clean(id.Name) && strings.TrimSpace(c.Raw) != id.Name {
			return &c
		}
	}
	return nil
}

// problems are what a person should know about the name itself.
func (id *Identity) problems() []Problem {
	switch {
	case id.Source == SourceNone:
		return []Problem{{Kind: ProblemNoStation, Key: KeyStation}}
	case id.Disagrees != nil:
		return []Problem{{
			Kind: ProblemDisagrees, Path: id.Disagrees.Where,
			Key: KeyStation, Text: shorten(id.Disagrees.Clean),
		}}
	}
	return nil
}

func field(offers []offer, won int) Field {
	if won < 0 {
		return Field{Source: SourceNone}
	}
	o := offers[won]
	return Field{Value: o.clean, Source: o.source, Where: o.where}
}

// outside names the bad values of flags and variables; files name their own.
func (v view) outside(k Key, offers []offer) []Problem {
	var all []Problem
	for _, o := range offers {
		flagOrEnv := o.source == SourceFlag || o.source == SourceEnv
		blank := strings.TrimSpace(o.raw) == ""
		if flagOrEnv && !blank && (o.beaten() == ReasonBadValue || o.why == ReasonEmpty) {
			all = append(all, Problem{Kind: ProblemValue, Path: o.where, Key: k, Text: shorten(hideLogin(k, o.raw))})
		}
	}
	return all
}
