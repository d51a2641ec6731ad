package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// candidateRow is one source: whether it decides, what it says and why it lost.
func candidateRow(c station.Candidate) fyne.CanvasObject {
	mark := look.NewMark(look.ShapeSkipped, look.ColorUnknown, 16)
	tone := look.ColorQuiet
	if c.Used {
		mark.Set(look.ShapePassed, look.ColorGood)
		tone = theme.ColorNameForeground
	}
	source := look.NewText(words.Source(c.Source), tone, 1, fyne.TextStyle{Bold: c.Used})
	source.SetMinRunes(44)
	value := look.NewText(rawAndClean(c), tone, 1, fyne.TextStyle{Monospace: true, Bold: c.Used})
	value.SetMinRunes(40)
	why := look.NewText(words.Why(c), look.ColorQuiet, 1, fyne.TextStyle{})
	why.SetMinRunes(40)
	if c.Used {
		why.SetColor(look.ColorGoodText)
	}
	where := look.NewText(look.Visible(c.Where), look.ColorQuiet, 0.86, fyne.TextStyle{Monospace: true})
	top := container.NewGridWithColumns(2, source, value)
	below := container.NewGridWithColumns(2, where, why)
	left := container.NewVBox(look.Sized(mark, 24, 20))
	return look.Inset(container.NewBorder(nil, nil, left, nil, container.NewVBox(top, below)), 0, 1)
}

// rawAndClean is what was found and, where it differs, what is made of it.
func rawAndClean(c station.Candidate) string {
	raw, clean := look.Visible(c.Raw), look.Visible(c.Clean)
	switch {
	case raw == "":
		return words.T("settings.chain.nothing")
	case clean == "" || clean == raw:
		return raw
	}
	return raw + " › " + clean
}

// fieldRow is location or purpose with its place.
func fieldRow(k station.Key, f station.Field) fyne.CanvasObject {
	label := look.NewText(words.SettingName(k), theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true})
	text, origin := look.Visible(f.Value), from(f.Source, f.Where)
	if text == "" {
		text, origin = words.T("settings.notset"), ""
	}
	value := look.NewText(text, theme.ColorNameForeground, 1, fyne.TextStyle{})
	value.SetMinRunes(40)
	place := look.NewText(origin, look.ColorQuiet, 1, fyne.TextStyle{})
	return look.Inset(container.NewBorder(nil, nil, look.Sized(space(0), 24, 1), nil,
		container.NewGridWithColumns(2, container.NewVBox(label), container.NewVBox(value, place))), 0, 1)
}

// arrivesRow says under which name the reports stand in WATS.
func arrivesRow(as string) fyne.CanvasObject {
	line := newNote()
	line.attention(words.T("settings.chain.arrives", look.Visible(as)))
	return look.Panel(line.root)
}

// chainText is the whole chain as text for copying.
func chainText(id station.Identity, snap client.Snapshot) string {
	lines := []string{words.T("settings.chain.title", name(id))}
	for _, c := range id.Candidates {
		used := "  "
		if c.Used {
			used = "* "
		}
		lines = append(lines, used+strings.Join(nonEmpty(words.Source(c.Source), look.Visible(c.Where), rawAndClean(c), words.Why(c)), " | "))
	}
	lines = append(lines, fieldText(station.KeyLocation, id.Location), fieldText(station.KeyPurpose, id.Purpose))
	if snap.ArrivesAs != "" {
		lines = append(lines, words.T("settings.chain.arrives", look.Visible(snap.ArrivesAs)))
	}
	return strings.Join(lines, "\n")
}

func fieldText(k station.Key, f station.Field) string {
	if f.Value == "" {
		return words.SettingName(k) + ": " + words.T("settings.notset")
	}
	return words.SettingName(k) + ": " + look.Visible(f.Value) + " | " + from(f.Source, f.Where)
}

func nonEmpty(parts ...string) []string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return all
}
