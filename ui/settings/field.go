package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// field is one key's control with the line beneath it.
type field struct {
	key     station.Key
	section section
	root    fyne.CanvasObject
	note    *note
	load    func()                // shows what the draft holds
	enable  func(bool)            // false = read-only
	hold    func(string)          // shows what applies while the field is empty; may be nil
	extra   func() (bool, string) // a quiet line of the field's own; may be nil
}

// textField makes a field that is typed.
func (d *Dialog) textField(s section, k station.Key, width float32) (*field, *entry) {
	e := newEntry(d.esc, func(text string) { d.edited(k, text) })
	var control fyne.CanvasObject = e
	if width > 0 {
		control = wide(control, width)
	}
	f := &field{key: k, section: s, note: newNote(),
		load:   func() { e.put(d.draft.shown(k)) },
		enable: func(yes bool) { able(e, yes) },
		hold:   func(text string) { holdPlace(e, text) },
	}
	return d.addField(f, control), e
}

// suggestField makes a field that is typed and offers suggestions.
func (d *Dialog) suggestField(s section, k station.Key, options []string) *field {
	e := newSuggest(options, d.esc, func(text string) { d.edited(k, text) })
	f := &field{key: k, section: s, note: newNote(),
		load:   func() { e.put(d.draft.shown(k)) },
		enable: func(yes bool) { able(e, yes) },
		hold:   func(text string) { holdPlace(e, text) },
	}
	return d.addField(f, e)
}

// choiceField makes a field that is chosen among values.
func (d *Dialog) choiceField(s section, k station.Key, values, labels []string) *field {
	c := newChoice(values, labels, d.esc, func(v string) { d.chosen(k, v) })
	f := &field{key: k, section: s, note: newNote(),
		load:   func() { c.show(d.draft.choice(k)) },
		enable: func(yes bool) { c.enable("", yes) },
	}
	return d.addField(f, container.NewHBox(c.objects...))
}

// checkField makes a field that is ticked.
func (d *Dialog) checkField(s section, k station.Key, label string) *field {
	c := newTick(label, d.esc, func(yes bool) { d.chosen(k, truth(yes)) })
	f := &field{key: k, section: s, note: newNote(),
		load:   func() { c.put(d.draft.choice(k) == "true") },
		enable: func(yes bool) { able(c, yes) },
	}
	return d.addField(f, tall(c))
}

func (d *Dialog) addField(f *field, control fyne.CanvasObject) *field {
	f.root = formRow(words.SettingName(f.key), control, f.note.root)
	d.fields = append(d.fields, f)
	return f
}

// refresh says beneath the control, in this order: set by IT, what is wrong, what
// overrules it, where the value comes from. now is what would be in force after a
// save, without what would be if this file held nothing.
func (f *field) refresh(d *draft, now, without station.State) {
	locked := d.locked(f.key)
	f.enable(!locked)
	if f.hold != nil {
		f.hold(without.Text(f.key))
	}
	set, text := now.Settings[f.key], strings.TrimSpace(d.text(f.key))
	switch err := d.fault(f.key); {
	case locked:
		f.note.attention(words.T("settings.locked", set.Value))
	case err != nil:
		f.note.bad(wrong(err))
	case overruled(d.scope, set.Origin, text):
		f.note.attention(words.T("settings.overruled", words.Origin(set.Origin), set.Value))
	default:
		f.note.quiet(f.quiet(text, set))
	}
}

// quiet is the line that says where the value comes from.
func (f *field) quiet(text string, set station.Setting) string {
	if f.extra != nil {
		if use, line := f.extra(); use {
			return line
		}
	}
	hint := words.SettingHint(f.key)
	switch {
	case text != "" || set.Value == "" || set.Value == "true" || set.Value == "false":
		return hint
	case set.Origin == station.OriginDefault:
		return join(words.T("settings.default", set.Value), hint)
	default:
		return join(words.T("settings.from", words.Origin(set.Origin), set.Value), hint)
	}
}

func join(a, b string) string {
	if b == "" {
		return a
	}
	return a + " " + b
}

// overruled reports whether a stronger place decides than the file being edited, which
// holds a value.
func overruled(scope station.Scope, origin station.Origin, text string) bool {
	if text == "" {
		return false
	}
	if scope == station.ScopeEveryone {
		return origin != station.OriginEveryone
	}
	return origin != station.OriginUser
}

// able makes a widget usable or not, without a repaint when it is so already.
func able(w fyne.Disableable, yes bool) {
	switch {
	case yes && w.Disabled():
		w.Enable()
	case !yes && !w.Disabled():
		w.Disable()
	}
}

// holdPlace shows a text in place of an empty one.
func holdPlace(e interface{ SetPlaceHolder(string) }, text string) { e.SetPlaceHolder(text) }

func truth(yes bool) string {
	if yes {
		return "true"
	}
	return "false"
}
