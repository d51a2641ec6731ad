package settings

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"stationcompanion/client"
	"stationcompanion/station"
)

// draft is the values being edited. It knows no widget and writes nothing.
type draft struct {
	cfg   Config
	scope station.Scope
	state station.State          // as it was when the dialog opened or last saved
	edits map[station.Key]string // touched keys and what is typed; empty = not in the file
}

func newDraft(cfg Config) *draft {
	return &draft{cfg: cfg, scope: station.ScopeUser, state: cfg.State(), edits: map[station.Key]string{}}
}

// file is the file being edited, as it was read.
func (d *draft) file() station.File {
	if d.scope == station.ScopeEveryone {
		return d.state.Everyone
	}
	return d.state.User
}

// restart forgets the edits and takes the newest state.
func (d *draft) restart(st station.State) {
	d.state, d.edits = st, map[station.Key]string{}
}

// text is what a key's field holds: what was typed, else what the file says.
func (d *draft) text(k station.Key) string {
	if v, ok := d.edits[k]; ok {
		return v
	}
	return d.file().Values[k]
}

// shown is what a key's field shows: the text, or for a locked key what IT set.
func (d *draft) shown(k station.Key) string {
	if d.locked(k) {
		return d.state.Settings[k].Value
	}
	return d.text(k)
}

// set notes what was typed; what the file says already is no edit.
func (d *draft) set(k station.Key, text string) {
	if text == d.file().Values[k] {
		delete(d.edits, k)
		return
	}
	d.edits[k] = text
}

// choose notes a choice among values. The one that applies anyway is not written.
func (d *draft) choose(k station.Key, value string) {
	was, had := d.file().Values[k]
	switch {
	case had && canonical(k, was) == value:
		delete(d.edits, k)
	case value == d.below(k):
		d.set(k, "")
	default:
		d.edits[k] = value
	}
}

// choice is the value in force for a key as far as this file and those of lower rank
// decide: what a choice shows.
func (d *draft) choice(k station.Key) string {
	if v := strings.TrimSpace(d.shown(k)); v != "" {
		if c, err := station.Validate(k, v); err == nil {
			return c
		}
	}
	return d.below(k)
}

// below is what applies when this file does not hold the key.
func (d *draft) below(k station.Key) string {
	if v, ok := d.state.Everyone.Values[k]; ok && d.scope == station.ScopeUser {
		if c, err := station.Validate(k, v); err == nil {
			return c
		}
	}
	return station.Default(k)
}

// locked reports whether IT decides this key: it is read-only here.
func (d *draft) locked(k station.Key) bool { return d.state.Settings[k].Locked }

// change is what a save would write: keys that differ from the file, in canonical form.
func (d *draft) change() station.Change {
	ch := station.Change{Set: map[station.Key]string{}}
	for k, text := range d.edits {
		was, had := d.file().Values[k]
		value := canonical(k, text)
		switch {
		case d.locked(k):
		case value == "" && had:
			ch.Unset = append(ch.Unset, k)
		case value != "" && (!had || value != canonical(k, was)):
			ch.Set[k] = value
		}
	}
	slices.Sort(ch.Unset)
	return ch
}

// changed lists the keys a save would write, in the order they are shown.
func (d *draft) changed() []station.Key {
	ch := d.change()
	keys := append(slices.Collect(maps.Keys(ch.Set)), ch.Unset...)
	order := station.Keys()
	slices.SortFunc(keys, func(a, b station.Key) int { return slices.Index(order, a) - slices.Index(order, b) })
	return keys
}

// problem says what is wrong with a value that was typed, which keeps it from being
// saved; nil when nothing is.
func (d *draft) problem(k station.Key) error {
	if _, touched := d.edits[k]; !touched {
		return nil
	}
	return d.fault(k)
}

// fault says what is wrong with a key's value, typed or from the file; nil when nothing is.
func (d *draft) fault(k station.Key) error {
	text := strings.TrimSpace(d.text(k))
	if text == "" || d.locked(k) {
		return nil
	}
	if _, err := station.Validate(k, text); err != nil {
		return err
	}
	if k == station.KeyServer {
		_, err := client.NormalizeServer(text)
		return err
	}
	return nil
}

// firstProblem is the first key in shown order whose value does not fit.
func (d *draft) firstProblem() (station.Key, error) {
	for _, k := range station.Keys() {
		if err := d.problem(k); err != nil {
			return k, err
		}
	}
	return "", nil
}

// preview is what would be in force after a save.
func (d *draft) preview() station.State { return d.cfg.Preview(d.scope, d.change()) }

// without is what would be in force if this file held none of the keys.
func (d *draft) without() station.State {
	return d.cfg.Preview(d.scope, station.Change{Unset: station.Keys()})
}

// canonical is a value as it is written; one that does not fit stays as typed.
func canonical(k station.Key, text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	if c, err := station.Validate(k, text); err == nil {
		return c
	}
	return text
}

// valueError finds the *station.ValueError in an error; nil when there is none.
func valueError(err error) *station.ValueError {
	e, _ := errors.AsType[*station.ValueError](err)
	return e
}
