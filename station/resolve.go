package station

import (
	"path/filepath"
	"slices"
	"strings"
)

// The variables this package reads; PYWATS_API_TOKEN belongs to station/secret.
const (
	envStation = "PYWATS_STATION"
	envServer  = "PYWATS_SERVER_URL"
)

// view is everything that was read at one moment.
type view struct {
	in             Inputs
	user, everyone loaded
	here, home     loaded // the older files
}

// look reads all files once.
func look(in Inputs) view {
	return view{
		in:       in,
		user:     load(in.UserPath, roleUser, waitLooking),
		everyone: load(in.EveryonePath, roleEveryone, waitLooking),
		here:     load(olderPath(in.LegacyDir), roleOlder, waitLooking),
		home:     load(olderPath(in.LegacyHome), roleOlder, waitLooking),
	}
}

func olderPath(dir string) string {
	if dir == "" {
		return ""
	}
	return filepath.Join(dir, ".pywats", "station.conf")
}

// Load reads everything once. It never fails: what is wrong is in Problems.
func Load(in Inputs) State { return look(in).resolve() }

// offer is one place's answer for one key. why is "" while it may still win.
type offer struct {
	source Source
	origin Origin
	where  string
	raw    string
	clean  string
	why    Reason
}

// resolve decides every key.
func (v view) resolve() State {
	s := State{User: v.user.File, Everyone: v.everyone.File, Settings: make(map[Key]Setting, len(rules))}
	s.Problems = slices.Concat(s.User.Problems, s.Everyone.Problems)
	locked := Locked(v.everyone.File)
	for _, k := range Keys() {
		offers := v.offers(k, slices.Contains(locked, k))
		won := decide(offers)
		s.Problems = append(s.Problems, v.outside(k, offers)...)
		s.Settings[k] = setting(k, offers, won, slices.Contains(locked, k))
		switch k {
		case KeyStation:
			s.Identity.name(offers, won)
		case KeyLocation:
			s.Identity.Location = field(offers, won)
		case KeyPurpose:
			s.Identity.Purpose = field(offers, won)
		}
	}
	for _, l := range []loaded{v.here, v.home} {
		if l.Corrupt {
			s.Problems = append(s.Problems, l.Problems...)
		}
	}
	s.Problems = append(s.Problems, s.Identity.problems()...)
	return s
}

// decide lets the first usable offer win and gives its index, or -1.
func decide(offers []offer) int {
	won := -1
	for i := range offers {
		switch {
		case offers[i].why != "":
		case won < 0:
			won, offers[i].why = i, ReasonWon
		default:
			offers[i].why = ReasonOutranked
		}
	}
	return won
}

// offers asks every place for a key, strongest first.
func (v view) offers(k Key, locked bool) []offer {
	check := func(raw string) (string, Reason) { return v.accept(k, raw) }
	env := check
	if k == KeyStation {
		env = cleaned
	}
	all := make([]offer, 0, 7)
	all = append(all,
		v.flag(k, check),
		fromFile(SourceUser, OriginUser, v.user, k, check),
		v.env(k, env))
	for i := range all {
		switch all[i].why {
		case ReasonAbsent, ReasonEmpty, ReasonUnreadable:
		default:
			if k == KeyLocked {
				all[i].why = ReasonBadValue // it is everyone's file that locks
			} else if locked {
				all[i].why = ReasonLocked
			}
		}
	}
	all = append(all, fromFile(SourceEveryone, OriginEveryone, v.everyone, k, check))
	switch k {
	case KeyStation:
		all = append(all, v.host())
		return append(all, v.older(k, cleaned)...)
	case KeyLocation, KeyPurpose:
		return append(all, v.older(k, verbatim)...)
	}
	return all
}

// accept is what a key allows, except that of a list of locked keys the known ones
// count even beside a misspelled one.
func (v view) accept(k Key, raw string) (string, Reason) {
	if strings.TrimSpace(raw) == "" {
		return "", ReasonEmpty
	}
	if k == KeyLocked {
		known, _ := splitKeys(raw)
		if len(known) == 0 {
			return "", ReasonBadValue
		}
		return joinKeys(known), ""
	}
	return ruleOf(k).check(raw)
}

// ask fills an offer from a raw text by a rule.
func (o offer) ask(raw string, rule nameRule) offer {
	o.raw = raw
	if o.clean, o.why = rule(raw); o.why != "" {
		o.clean = ""
	}
	return o
}

func (v view) flag(k Key, rule nameRule) offer {
	o := offer{source: SourceFlag, origin: OriginFlag, why: ReasonAbsent}
	o.where = "--" + strings.ReplaceAll(string(k), "_", "-")
	if raw, ok := v.in.Flags[k]; ok {
		return o.ask(raw, rule)
	}
	return o
}

func (v view) env(k Key, rule nameRule) offer {
	o := offer{source: SourceEnv, origin: OriginEnv, why: ReasonAbsent}
	switch k {
	case KeyStation:
		o.where = envStation
	case KeyServer:
		o.where = envServer
	}
	if o.where == "" || v.in.LookupEnv == nil {
		return o
	}
	if raw, ok := v.in.LookupEnv(o.where); ok {
		return o.ask(raw, rule)
	}
	return o
}

func (v view) host() offer {
	o := offer{source: SourceHost, origin: OriginDefault, why: ReasonAbsent}
	if v.in.Hostname == nil {
		return o
	}
	raw, _ := v.in.Hostname() // a computer that cannot tell its name has none
	return o.ask(raw, hostRule)
}

func (v view) older(k Key, rule nameRule) []offer {
	return []offer{
		fromFile(SourceLegacyDir, OriginDefault, v.here, k, rule),
		fromFile(SourceLegacyHome, OriginDefault, v.home, k, rule),
	}
}

func fromFile(s Source, origin Origin, l loaded, k Key, rule nameRule) offer {
	o := offer{source: s, origin: origin, where: l.Path, why: ReasonAbsent}
	if l.Corrupt {
		o.why = ReasonUnreadable
	} else if raw, ok := l.Values[k]; ok {
		return o.ask(raw, rule)
	}
	return o
}
