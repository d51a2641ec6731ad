package lookup

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// origin is where an answer's reports come from.
type origin struct {
	file  string    // the name of the file it was read from; empty: WATS
	saved time.Time // zero: WATS itself answered; else when the copy was saved
	cause error     // why it is a copy; nil while WATS is still being waited for
}

// originOf is where an answer of the client comes from.
func originOf(a client.Answer) origin { return origin{saved: a.Saved, cause: a.Cause} }

// standing is what must be said of a report beside itself: that it is no fresh answer of
// WATS, or not the newest report of its unit.
type standing struct {
	origin
	newer *report.Header // the newest report of the same unit, when this is an older one
}

// newest finds the newest report of the unit of rows[i]; nil when that is rows[i] itself,
// or when the unit cannot be told. A unit is serial and part number.
func newest(rows []report.Header, i int) *report.Header {
	h := rows[i]
	if strings.TrimSpace(h.SerialNumber) == "" {
		return nil
	}
	best := -1
	for k, o := range rows {
		if sameUnit(o, h) && o.Start.After(h.Start) && (best < 0 || o.Start.After(rows[best].Start)) {
			best = k
		}
	}
	if best < 0 {
		return nil
	}
	return &rows[best]
}

func sameUnit(a, b report.Header) bool {
	return strings.EqualFold(strings.TrimSpace(a.SerialNumber), strings.TrimSpace(b.SerialNumber)) &&
		strings.EqualFold(strings.TrimSpace(a.PartNumber), strings.TrimSpace(b.PartNumber))
}

// sentences puts it into words; empty when there is nothing to say.
func (s standing) sentences(now time.Time) string {
	var from, newer string
	switch {
	case s.file != "":
		from = words.T("lookup.standing.file", look.Visible(s.file))
	case !s.saved.IsZero():
		why := words.T("lookup.standing.waiting")
		if e, ok := errors.AsType[*client.Error](s.cause); ok && e.Kind == client.KindOpen {
			why = words.T("lookup.standing.down") // that nothing was sent is no news to who reads a copy
		} else if s.cause != nil {
			why = words.Error(s.cause).Title
		}
		from = joinFull(" ", words.T("lookup.standing.saved", words.When(s.saved, now)), why)
	}
	if h := s.newer; h != nil {
		newer = words.T("lookup.standing.newer", facts(words.When(h.Start, now), operation(h.ProcessName, h.ProcessCode), words.Verdict(h.Verdict())))
	}
	return joinFull(" ", from, newer)
}

// standingStrip says it above the report, with the way to the newest.
type standingStrip struct {
	text   *look.Text
	button *widget.Button
	box    fyne.CanvasObject
	object *fyne.Container
	open   func(id string)
	newer  string
}

func newStandingStrip(open func(id string)) *standingStrip {
	s := &standingStrip{text: look.NewText("", theme.ColorNameForeground, 1, fyne.TextStyle{}), open: open}
	s.text.SetMinRunes(20)
	s.button = widget.NewButtonWithIcon(words.T("lookup.standing.open"), theme.NavigateNextIcon(), func() { s.open(s.newer) })
	s.button.IconPlacement = widget.ButtonIconTrailingText
	s.box = look.Target(s.button, false)
	mark := look.NewMark(look.ShapeHalfOpen, look.ColorInfo, 14)
	line := container.New(&lineLayout{grow: 1, yield: -1, gap: 8}, mark, s.text, s.box)
	s.object = container.NewStack(look.NewGround(look.ColorBand, "", 6), look.Inset(line, 3, 0))
	s.object.Hide()
	return s
}

// set says it, or takes the strip away.
func (s *standingStrip) set(st standing, now time.Time) {
	text := st.sentences(now)
	s.newer = ""
	if st.newer != nil {
		s.newer = st.newer.UUID
	}
	s.text.SetStyle(fyne.TextStyle{Bold: !st.saved.IsZero()})
	s.text.SetText(text)
	shown(s.box, s.newer != "")
	shown(s.object, text != "")
}
