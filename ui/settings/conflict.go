package settings

import (
	"maps"
	"slices"

	"stationcompanion/station"
)

// undo is the change that puts back what a save changed.
func undo(s station.Saved) station.Change {
	ch := station.Change{Set: map[station.Key]string{}}
	for _, d := range s.Differences {
		if d.Had {
			ch.Set[d.Key] = d.Old
		} else {
			ch.Unset = append(ch.Unset, d.Key)
		}
	}
	return ch
}

// disagreement is a key that stands differently in the file now than when it was read,
// or that the person wants to change.
type disagreement struct {
	Key                station.Key
	Was, Theirs, Mine  string
	HadWas, HasTheirs  bool
	ChangedByMe, Unset bool
}

// conflict lists the keys that matter when somebody else changed the file meanwhile:
// those they changed and those the change would write.
func conflict(base, theirs station.File, ch station.Change) []disagreement {
	var all []disagreement
	for _, k := range allKeys(base, theirs, ch) {
		d := disagreement{Key: k}
		d.Was, d.HadWas = base.Values[k]
		d.Theirs, d.HasTheirs = theirs.Values[k]
		mine, set := ch.Set[k]
		d.Unset = slices.Contains(ch.Unset, k)
		d.ChangedByMe = set || d.Unset
		d.Mine = d.Was
		if d.ChangedByMe {
			d.Mine = mine
		}
		if d.ChangedByMe || d.Was != d.Theirs || d.HadWas != d.HasTheirs {
			all = append(all, d)
		}
	}
	return all
}

// allKeys lists the keys of both files and of the change: known ones in shown order,
// then the others by name.
func allKeys(base, theirs station.File, ch station.Change) []station.Key {
	seen := map[station.Key]bool{}
	for _, m := range []map[station.Key]string{base.Values, theirs.Values, ch.Set} {
		for k := range m {
			seen[k] = true
		}
	}
	for _, k := range ch.Unset {
		seen[k] = true
	}
	var keys []station.Key
	for _, k := range station.Keys() {
		if seen[k] {
			keys = append(keys, k)
			delete(seen, k)
		}
	}
	return append(keys, slices.Sorted(maps.Keys(seen))...)
}
