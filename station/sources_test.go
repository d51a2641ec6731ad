package station

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// place is one of the seven places in the oracle's words: what stands there, and
// whether it is of any use.
type place struct {
	source Source
	own    bool // written in our own settings: verbatim
	locks  bool // out of the game while IT has locked the name
	file   bool
}

var places = []place{
	{SourceFlag, true, true, false},
	{SourceUser, true, true, true},
	{SourceEnv, false, true, false},
	{SourceEveryone, true, false, true},
	{SourceHost, false, false, false},
	{SourceLegacyDir, false, false, true},
	{SourceLegacyHome, false, false, true},
}

// The four things that can stand at a place.
const (
	nothing = iota
	good
	unfit // too long for a name, or (host) none at all
	waste // blank; for a file, NULs
)

// put makes the text of a place: every place names another station, the two older
// ones the same, so that agreement and disagreement both occur.
func (p place) put(what int) (raw string, ok bool) {
	switch what {
	case good:
		name := map[Source]string{SourceLegacyDir: "old_name", SourceLegacyHome: "Old.Name"}[p.source]
		if name == "" {
			name = "from " + strings.ToUpper(string(p.source))
		}
		return name, true
	case unfit:
		if p.source == SourceHost {
			return "localhost.localdomain", true
		}
		return strings.Repeat("x", 101), true
	case waste:
		if p.file {
			return strings.Repeat("\x00", 50), true
		}
		return "  ", true
	}
	return "", false
}

// oracle says, slowly and from the words of the specification, what must come out.
func oracle(state [7]int, locked bool) (name string, source Source, why [7]Reason, disagrees Source) {
	source = SourceNone
	clean := func(s string) string {
		out := ""
		for _, r := range strings.ToUpper(s) {
			if strings.ContainsRune(" _.", r) {
				out += "-"
			} else if strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", r) {
				out += string(r)
			}
		}
		return out
	}
	for i, p := range places {
		raw, present := p.put(state[i])
		switch {
		case !present:
			why[i] = ReasonAbsent
		case state[i] == waste && p.file:
			why[i] = ReasonUnreadable
		case p.source == SourceHost && state[i] != good:
			why[i] = ReasonNoName
		case state[i] == waste:
			why[i] = ReasonEmpty
		case locked && p.locks:
			why[i] = ReasonLocked
		case state[i] == unfit:
			why[i] = ReasonTooLong
		case source == SourceNone:
			why[i], source, name = ReasonWon, p.source, raw
			if !p.own {
				name = clean(raw)
			}
		default:
			why[i] = ReasonOutranked
			older := p.source == SourceLegacyDir || p.source == SourceLegacyHome
			if older && disagrees == "" && clean(raw) != clean(name) {
				disagrees = p.source
			}
		}
	}
	return name, source, why, disagrees
}

// Every combination of what can stand at the seven places, unlocked and locked.
func TestEveryCombinationOfSources(t *testing.T) {
	dir := t.TempDir()
	file := func(p place, what int, locked bool) string {
		sub := filepath.Join(dir, fmt.Sprint(p.source, what, locked))
		path := filepath.Join(sub, ".pywats", "station.conf")
		raw, ok := p.put(what)
		if ok && what != waste {
			raw = "station = " + raw + "\n"
		}
		if locked && what != waste {
			raw, ok = raw+"locked = server, station\n", true
		}
		if ok {
			writeFile(t, path, raw)
		}
		return path
	}
	paths := map[string]string{}
	for _, p := range places {
		for what := nothing; p.file && what <= waste; what++ {
			for _, locked := range []bool{false, p.source == SourceEveryone} {
				paths[fmt.Sprint(p.source, what, locked)] = file(p, what, locked)
			}
		}
	}
	count := 0
	for n := range 4 * 4 * 4 * 4 * 4 * 4 * 4 {
		var state [7]int
		for i, rest := 0, n; i < 7; i, rest = i+1, rest/4 {
			state[i] = rest % 4
		}
		for _, locked := range []bool{false, true} {
			if locked && state[3] == waste {
				continue // a damaged file locks nothing
			}
			count++
			at := func(i int, locked bool) string { return paths[fmt.Sprint(places[i].source, state[i], locked)] }
			d := desk{in: Inputs{
				UserPath: at(1, false), EveryonePath: at(3, locked),
				LegacyDir:  filepath.Dir(filepath.Dir(at(5, false))),
				LegacyHome: filepath.Dir(filepath.Dir(at(6, false))),
			}}
			if raw, ok := places[0].put(state[0]); ok {
				d.flag(KeyStation, raw)
			}
			if raw, ok := places[2].put(state[2]); ok {
				d.env(envStation, raw)
			}
			if raw, ok := places[4].put(state[4]); ok {
				d.host(raw)
			}
			checkSources(t, d.in, state, locked)
			if t.Failed() {
				t.FailNow()
			}
		}
	}
	if count != 4*4*4*4*4*4*4*2-4*4*4*4*4*4 {
		t.Errorf("%d combinations", count)
	}
}

func checkSources(t *testing.T, in Inputs, state [7]int, locked bool) {
	t.Helper()
	s := Load(in)
	id := s.Identity
	name, source, why, disagrees := oracle(state, locked)
	if id.Name != name || id.Source != source || len(id.Candidates) != len(places) {
		t.Fatalf("%v locked=%v: %q from %s, want %q from %s", state, locked, id.Name, id.Source, name, source)
	}
	for i, c := range id.Candidates {
		raw, _ := places[i].put(state[i])
		if places[i].file && state[i] == waste {
			raw = ""
		}
		if c.Source != places[i].source || c.Why != why[i] || c.Used != (why[i] == ReasonWon) || c.Raw != raw {
			t.Errorf("%v locked=%v: candidate %+v, want why %s raw %q", state, locked, c, why[i], raw)
		}
		if usable := c.Why == ReasonWon || c.Why == ReasonOutranked; usable != (c.Clean != "") && c.Why != ReasonLocked {
			t.Errorf("%v locked=%v: candidate %+v has the wrong clean text", state, locked, c)
		}
		if c.Used && (c.Clean != name || c.Where != id.Where) {
			t.Errorf("%v locked=%v: winner %+v is not %+v", state, locked, c, id)
		}
	}
	if (id.Disagrees != nil) != (disagrees != "") || id.Disagrees != nil && id.Disagrees.Source != disagrees {
		t.Errorf("%v locked=%v: disagrees %+v, want %s", state, locked, id.Disagrees, disagrees)
	}
	origin := map[Source]Origin{
		SourceFlag: OriginFlag, SourceUser: OriginUser, SourceEnv: OriginEnv, SourceEveryone: OriginEveryone,
	}[source]
	if origin == "" {
		origin = OriginDefault
	}
	set := s.Settings[KeyStation]
	if set.Value != name || set.Origin != origin || set.Locked != locked {
		t.Errorf("%v locked=%v: setting %+v", state, locked, set)
	}
	if where := map[Source]string{SourceHost: "host_name", SourceNone: ""}; set.Where != id.Where && set.Where != where[source] {
		t.Errorf("%v locked=%v: setting at %q, identity at %q", state, locked, set.Where, id.Where)
	}
	checkSourceProblems(t, s, state, locked)
}

func checkSourceProblems(t *testing.T, s State, state [7]int, locked bool) {
	t.Helper()
	has := map[string]bool{}
	for _, p := range s.Problems {
		has[string(p.Kind)+" "+p.Path] = true
	}
	if has["no_station "] != (s.Identity.Source == SourceNone) {
		t.Errorf("%v: problems %v", state, s.Problems)
	}
	if s.Identity.Disagrees != nil && !has["disagrees "+s.Identity.Disagrees.Where] {
		t.Errorf("%v: problems %v", state, s.Problems)
	}
	for i, c := range s.Identity.Candidates {
		corrupt := places[i].file && state[i] == waste
		if corrupt != has["corrupt "+c.Where] && places[i].file {
			t.Errorf("%v: %s: problems %v", state, c.Source, s.Problems)
		}
		flagOrEnv := c.Source == SourceFlag || c.Source == SourceEnv
		if flagOrEnv && has["value "+c.Where] != (state[i] == unfit && !locked) {
			t.Errorf("%v: %s: problems %v", state, c.Source, s.Problems)
		}
		if own := c.Source == SourceUser || c.Source == SourceEveryone; own && has["value "+c.Where] != (state[i] == unfit) {
			t.Errorf("%v: %s: problems %v", state, c.Source, s.Problems)
		}
	}
}

func TestEnvironmentThatCleansToNothing(t *testing.T) {
	s := Load(newDesk(t).env(envStation, "@@@").host("ola").in)
	if s.Identity.Name != "OLA" || s.Identity.Candidates[2].Why != ReasonEmpty {
		t.Errorf("%+v", s.Identity)
	}
	if got := kinds(s.Problems); got != "value:station" {
		t.Errorf("problems %q", got)
	}
}

// An older file that spells the winner's name otherwise does not disagree.
func TestDisagrees(t *testing.T) {
	for _, tc := range []struct {
		winner, older string
		want          bool
	}{
		{"Line 3", "line_3", false},
		{"Line 3", "Line 3", false},
		{"@@@", "@@@", false},
		{"Line 3", "Line 4", true},
		{"Line 3", "@@@", false}, // no name at all
	} {
		d := newDesk(t).user("station = " + tc.winner + "\n").home(tc.older + "\n")
		if got := Load(d.in).Identity.Disagrees; (got != nil) != tc.want {
			t.Errorf("%q against %q: %+v", tc.older, tc.winner, got)
		}
	}
}

func TestLocationAndPurpose(t *testing.T) {
	older := "station = x\nlocation = Old hall\npurpose = Debug\n"
	for name, tc := range map[string]struct {
		desk              *desk
		location, purpose Field
	}{
		"nowhere": {newDesk(t), Field{Source: SourceNone}, Field{Source: SourceNone}},
		"user":    {newDesk(t).user("location = Hall 3\n").everyone("location = Hall 1\npurpose = Repair\n"), Field{Value: "Hall 3", Source: SourceUser}, Field{Value: "Repair", Source: SourceEveryone}},
		"older":   {newDesk(t).here("location = Here\n").home(older), Field{Value: "Here", Source: SourceLegacyDir}, Field{Value: "Debug", Source: SourceLegacyHome}},
		"locked":  {newDesk(t).user("location = Hall 3\n").everyone("locked = location\n").home(older), Field{Value: "Old hall", Source: SourceLegacyHome}, Field{Value: "Debug", Source: SourceLegacyHome}},
		"flag":    {newDesk(t).flag(KeyLocation, "Desk").user("location = Hall 3\n"), Field{Value: "Desk", Source: SourceFlag}, Field{Source: SourceNone}},
	} {
		s := Load(tc.desk.in)
		got := [2]Field{s.Identity.Location, s.Identity.Purpose}
		for i, want := range [2]Field{tc.location, tc.purpose} {
			if (want.Source == SourceNone) != (got[i].Where == "") {
				t.Errorf("%s: %+v comes from nowhere", name, got[i])
			}
			if got[i].Where = ""; got[i] != want {
				t.Errorf("%s: %+v, want %+v", name, got[i], want)
			}
		}
		if set := s.Settings[KeyLocation]; set.Value != tc.location.Value || set.Origin == "" {
			t.Errorf("%s: setting %+v", name, set)
		}
	}
}
