package station

import (
	"slices"
	"strings"

	"stationcompanion/station/internal/coding"
)

// Change is an edit of one file: keys to set and keys to remove. Everything
// else in the file (comments, order, unknown keys, encoding, newlines) stays.
// A key in both is set.
type Change struct {
	Set   map[Key]string
	Unset []Key
}

// Difference is one key a save changed, for "saving says what it changed".
type Difference struct {
	Key      Key
	Old, New string
	Had, Has bool // whether the key was / is in the file
}

// apply makes the edits and says what they changed, in the order keys are shown.
// A value that means the same as what stands there leaves it as it was written.
func (d *document) apply(ch Change) []Difference {
	var all []Difference
	for _, k := range ch.keys() {
		old, had := d.get(k)
		value, set := ch.Set[k]
		switch {
		case !set && had:
			d.unset(k)
			all = append(all, Difference{Key: k, Old: old, Had: true})
		case set && (!had || !sameValue(k, old, value)):
			d.set(k, value)
			all = append(all, Difference{Key: k, Old: old, New: value, Had: had, Has: true})
		}
	}
	d.silence()
	return all
}

// silence makes a comment of a line that said nothing and, left alone by the edit,
// would from now on name the station.
func (d *document) silence() {
	if i := d.bare(); i >= 0 && !d.older {
		l := d.lines[i]
		d.lines[i] = line{kind: lineNote, before: "# " + l.text(), end: l.end}
	}
}

// keys gives every key of the change once, known ones first and in their order.
func (ch Change) keys() []Key {
	var keys, others []Key
	for k := range ch.Set {
		others = append(others, k)
	}
	others = append(others, ch.Unset...)
	slices.Sort(others)
	others = slices.Compact(others)
	for _, k := range Keys() {
		if i := slices.Index(others, k); i >= 0 {
			keys, others = append(keys, k), slices.Delete(others, i, i+1)
		}
	}
	return append(keys, others...)
}

func sameValue(k Key, old, value string) bool {
	if old == value {
		return true
	}
	canonical, err := Validate(k, old)
	return err == nil && canonical == value
}

func (d *document) set(k Key, value string) {
	if d.older {
		d.lines[d.bare()].name()
		d.older = false
	}
	raw := writeValue(value)
	if i := d.find(k); i >= 0 {
		d.lines[i].put(value, raw)
		return
	}
	if n := len(d.lines); n > 0 && d.lines[n-1].end == "" {
		d.lines[n-1].end = d.newline
	}
	d.lines = append(d.lines, line{
		kind: lineSetting, key: k, value: value,
		before: string(k) + " = ", raw: raw, end: d.newline,
	})
}

// name turns the older format's bare line into a setting.
func (l *line) name() {
	l.kind, l.key = lineSetting, KeyStation
	l.before += string(KeyStation) + " = "
}

// put replaces the value, keeping the parts around it apart from it.
func (l *line) put(value, raw string) {
	if l.raw == "" && strings.HasSuffix(l.before, " =") {
		l.before += " "
	}
	if strings.HasPrefix(l.after, "#") {
		l.after = " " + l.after
	}
	l.value, l.raw = value, raw
}

func (d *document) unset(k Key) {
	if d.older && k == KeyStation {
		b := d.bare()
		d.lines, d.older = slices.Delete(d.lines, b, b+1), false
		return
	}
	d.lines = slices.DeleteFunc(d.lines, func(l line) bool {
		return l.kind == lineSetting && l.key == k
	})
}

// Lines gives the change's values as lines to paste into station.conf, in the order
// keys are shown: the text for whoever may write the file when this account may
// not. Keys to remove have no lines.
func Lines(ch Change) string {
	d := parseDocument("", coding.UTF8)
	d.newline = "\n"
	for _, k := range ch.keys() {
		if value, ok := ch.Set[k]; ok {
			if canonical, err := Validate(k, value); err == nil {
				value = canonical
			}
			d.set(k, value)
		}
	}
	return d.text()
}
