package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// Type sizes of the header relative to the text's: the station name is the largest
// text of the window, the state's word comes next. Both shrink before they are shortened.
const (
	nameSize  = 2.0
	titleSize = 1.7
	leastName = 1.5
	leastWord = 0.9
	markSize  = 28
)

// headerActions is what the header's buttons do; all run on the UI goroutine.
type headerActions struct {
	act      func(words.Action)
	details  func() // tap on the state
	chain    func() // tap on the station name's source
	smaller  func()
	larger   func()
	theme    func()
	settings func()
}

// header is the strip that is always there and never changes height: what the
// connection is on the left, who this station is on the right.
type header struct {
	strip *look.Ground
	act   func(words.Action)

	mark   *look.Mark
	title  *look.Text
	detail *look.Paragraph
	advice *look.Paragraph
	state  *look.Tap
	action *stripButton
	button fyne.CanvasObject // action at its size
	next   words.Action      // what action does
	plain  *plainMark
	place  *headerLayout
	lines  [2]int // lines the reason took when it was placed

	name    *look.Text
	source  *look.Text
	info    *widget.Icon
	named   *look.Tap // over the name
	where   *look.Text
	arrives *look.Text

	theme    *stripButton
	buttons  []*stripButton // action and all controls
	controls *fyne.Container
	object   fyne.CanvasObject
}

func newHeader(a headerActions) *header {
	h := &header{strip: look.NewGround(look.ColorPanel, "", 0), act: a.act}
	h.buildState(a)
	h.buildStation(a)
	h.buildControls(a)
	source := look.NewTap(container.New(&tailLayout{}, h.source, h.info), words.T("window.station.chain"), a.chain)
	h.place = &headerLayout{lines: h.detail.Lines}
	parts := container.New(h.place,
		h.strip, h.mark, h.title, h.detail, h.advice, h.button,
		h.name, source, h.where, h.arrives, h.controls, h.state, h.named, h.plain.object)
	h.object = container.NewStack(parts)
	return h
}

func (h *header) buildState(a headerActions) {
	h.mark = look.NewMark(look.ShapeUnknown, look.ColorUnknown, markSize)
	h.title = look.NewText("", look.ColorUnknown, titleSize, fyne.TextStyle{Bold: true})
	h.title.SetFit(leastWord)
	h.title.CutAtEnd()
	h.detail = look.NewParagraph("", theme.ColorNameForeground, 1, 2)
	h.advice = look.NewParagraph("", look.ColorQuiet, 1, 2)
	h.action = newStripButton("", "", nil, func() { h.act(h.next) })
	h.action.Importance = widget.HighImportance
	h.button = look.Sized(h.action, 88, look.TargetPrimary)
	h.button.Hide()
	h.plain = newPlainMark()
	h.state = look.NewTap(container.NewWithoutLayout(), words.T("window.state_details"), a.details)
}

func (h *header) buildStation(a headerActions) {
	h.name = look.NewText("", theme.ColorNameForeground, nameSize, fyne.TextStyle{Bold: true})
	h.name.SetFit(leastName)
	h.named = look.NewTap(container.NewWithoutLayout(), words.T("window.station.chain"), a.chain)
	h.source = look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{})
	h.source.SetMinRunes(100)
	h.info = widget.NewIcon(theme.NewColoredResource(theme.InfoIcon(), look.ColorQuiet))
	h.where = look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{})
	h.where.CutAtEnd()
	h.arrives = look.NewText("", look.ColorAttentionText, 1, fyne.TextStyle{})
}

func (h *header) buildControls(a headerActions) {
	h.theme = newStripButton(words.T("window.theme.system"), "", look.VariantIcon(look.System), a.theme)
	h.buttons = []*stripButton{
		newStripButton(words.T("window.smaller"), words.T("window.smaller_sign"), nil, a.smaller),
		newStripButton(words.T("window.larger"), words.T("window.larger_sign"), nil, a.larger),
		h.theme,
		newStripButton(words.T("window.settings"), "", theme.SettingsIcon(), a.settings),
	}
	h.controls = container.NewHBox()
	for _, b := range h.buttons {
		h.controls.Add(look.Sized(b, 40, 40))
	}
	h.buttons = append(h.buttons, h.action)
}

// showState paints a sentence about the connection. shape is its mark; filled says
// that the strip takes the tone's colour.
func (h *header) showState(s words.Sentence, shape look.Shape, filled bool) {
	h.fill(s.Tone, filled)
	h.title.SetText(s.Title)
	h.detail.SetText(s.Detail)
	h.advice.SetText(s.Advice)
	color := look.ToneColor(s.Tone)
	if filled {
		color = look.ColorOnFill
	}
	h.mark.Set(shape, color)
	h.title.SetColor(color)
	changed := h.showAction(s.Action)
	if n := h.place.needs(); n != h.lines {
		h.lines, changed = n, true
	}
	if changed {
		h.object.Refresh()
	}
}

// showAction shows the one thing to press next, if there is one; changed reports
// whether it is another than before.
func (h *header) showAction(a words.Action) (changed bool) {
	if a == h.next {
		return false
	}
	h.next = a
	if a == words.NoAction {
		h.button.Hide()
	} else {
		h.action.SetLabel(words.T("window.action." + string(a)))
		h.button.Show()
	}
	return true
}

// trying shows that the action is under way; it cannot be pressed meanwhile.
func (h *header) trying(on bool) {
	if on {
		h.action.SetLabel(words.T("window.action.trying"))
		h.action.Disable()
		return
	}
	if h.next != words.NoAction {
		h.action.SetLabel(words.T("window.action." + string(h.next)))
	}
	h.action.Enable()
}

// fill changes the strip's colour and that of everything on it.
func (h *header) fill(t words.Tone, filled bool) {
	ground, text, quiet, attention := look.ColorPanel, theme.ColorNameForeground, look.ColorQuiet, look.ColorAttentionText
	on := fyne.ThemeColorName("")
	if filled {
		ground = look.ToneFill(t)
		on = ground
		text, quiet, attention = look.ColorOnFill, look.ColorOnFill, look.ColorOnFill
	}
	if h.strip.Fill() == ground {
		return
	}
	h.strip.SetFill(ground)
	h.plain.on(on)
	h.detail.SetColor(text)
	h.advice.SetColor(quiet)
	h.name.SetColor(text)
	h.source.SetColor(quiet)
	h.where.SetColor(quiet)
	h.arrives.SetColor(attention)
	h.info.SetResource(theme.NewColoredResource(theme.InfoIcon(), quiet))
	for _, b := range h.buttons {
		b.on(on)
	}
}

// showStation paints who this station is.
func (h *header) showStation(id station.Identity) {
	if id.Source == station.SourceNone || id.Name == "" {
		h.name.SetText(words.T("window.station.none"))
		h.source.SetText(words.T("window.station.none_hint"))
	} else {
		h.name.SetText(look.Visible(id.Name))
		h.source.SetText(words.T("window.station.from", words.Source(id.Source)))
	}
	var place []string
	for _, f := range []station.Field{id.Location, id.Purpose} {
		if f.Value != "" {
			place = append(place, look.Visible(f.Value))
		}
	}
	h.where.SetText(strings.Join(place, " · "))
	h.object.Refresh()
}

// showArrival notes that this PC's reports stand in WATS under another spelling.
func (h *header) showArrival(s client.Snapshot) {
	text := ""
	if s.ArrivesAs != "" {
		text = words.T("station.arrives_as", look.Visible(s.ArrivesAs))
	}
	h.arrives.SetText(text)
}

// showVariant makes the theme button show the choice in force.
func (h *header) showVariant(v look.Variant) {
	h.theme.SetIcon(look.VariantIcon(v))
	h.theme.label = words.T("window.theme." + string(v))
}

// shapeOf gives the mark of a connection: the breaker's shape where it matters, else
// how sure the word is.
func shapeOf(s client.Snapshot, w words.Sentence) look.Shape {
	switch {
	case s.Link == client.LinkDown && s.Breaker.State == breaker.HalfOpen:
		return look.ShapeHalfOpen
	case s.Link == client.LinkDown:
		return look.ShapeOpen
	case w.Tone == words.Unknown:
		return look.ShapeUnknown
	case s.Link == client.LinkConnected && w.Tone == words.Good:
		return look.ShapeClosed
	}
	return look.ShapeErrored
}

// iconButton is a button with words for screen readers, whatever it shows.
type iconButton struct {
	widget.Button

	label string
}

func newIconButton(label string, icon fyne.Resource, tapped func()) *iconButton {
	b := &iconButton{label: label}
	b.Icon, b.OnTapped = icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// SetLabel changes the text shown and spoken.
func (b *iconButton) SetLabel(s string) {
	b.label = s
	b.SetText(s)
}

// AccessibilityLabel says what the button does.
func (b *iconButton) AccessibilityLabel() string { return b.label }
