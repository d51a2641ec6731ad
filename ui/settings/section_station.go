package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// stationSection shows, as one types, what the station will be called and who decides.
type stationSection struct {
	name   *look.Text
	source *look.Text
	why    *note
}

// purposes are suggestions; any text is allowed.
var purposes = []string{"Production", "Debug", "Development", "Repair", "Qualification", "Calibration", "Engineering", "RMA"}

func (d *Dialog) buildStation() fyne.CanvasObject {
	name, _ := d.textField(sectionStation, station.KeyStation, 0)
	location, _ := d.textField(sectionStation, station.KeyLocation, 0)
	purpose := d.suggestField(sectionStation, station.KeyPurpose, purposes)
	d.station = &stationSection{
		name:   look.NewText("", theme.ColorNameForeground, 1.8, fyne.TextStyle{Bold: true}),
		source: look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{}),
		why:    newNote(),
	}
	d.station.name.SetFit(1.2)
	d.station.source.SetMinRunes(60)
	intro := look.NewText(words.T("settings.station.will"), look.ColorQuiet, 1, fyne.TextStyle{})
	intro.SetMinRunes(60)
	preview := look.Panel(container.NewVBox(intro, d.station.name, d.station.source, d.station.why.root))
	return container.NewVBox(preview, space(2), name.root, location.root, purpose.root)
}

// refresh shows the winner, and why what was typed is not it.
func (s *stationSection) refresh(d *draft, now station.State) {
	id := now.Identity
	if id.Source == station.SourceNone || id.Name == "" {
		s.name.SetText(words.T("settings.station.nobody"))
		s.source.SetText("")
	} else {
		s.name.SetText(look.Visible(id.Name))
		s.source.SetText(words.T("settings.station.from", from(id.Source, id.Where)))
	}
	s.why.attention(s.lost(d, id))
	if s.why.text() == "" {
		s.why.quiet("")
	}
}

// lost says why the text that is typed does not win; empty when it does, or when
// nothing is typed.
func (s *stationSection) lost(d *draft, id station.Identity) string {
	if strings.TrimSpace(d.text(station.KeyStation)) == "" {
		return ""
	}
	mine := station.SourceUser
	if d.scope == station.ScopeEveryone {
		mine = station.SourceEveryone
	}
	for _, c := range id.Candidates {
		switch {
		case c.Source != mine || c.Used:
		case c.Why == station.ReasonOutranked:
			return words.T("settings.station.outranked", words.Source(id.Source))
		default:
			return words.T("settings.station.lost", words.Why(c))
		}
	}
	return ""
}

// from is a source and, where it has one, its place.
func from(s station.Source, where string) string {
	if where == "" {
		return words.Source(s)
	}
	return words.T("settings.station.place", words.Source(s), look.Visible(where))
}
