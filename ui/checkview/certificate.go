package checkview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/check"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// certificate is the server's, folded to one line until it is tapped.
type certificate struct {
	root       *fyne.Container
	label      *look.Text
	tap        fyne.CanvasObject
	room       *fyne.Container // holds the table while it is open
	selectable bool
	shown      *check.Certificate
	open       bool
	opened     func(o fyne.CanvasObject, open bool)
}

func newCertificate(selectable bool, opened func(fyne.CanvasObject, bool)) *certificate {
	c := &certificate{selectable: selectable, opened: opened,
		label: look.NewText(words.T("check.cert.show"), look.ColorInfoText, 1, fyne.TextStyle{Bold: true})}
	c.label.SetMinRunes(60)
	c.tap = container.NewHBox(look.NewTap(look.Inset(look.Sized(c.label, 0, look.TargetSecondary), 2, 0), words.T("check.cert.show"), c.turn))
	c.room = container.NewStack()
	c.root = container.NewVBox(c.tap, c.room)
	c.set(nil)
	return c
}

// set takes the certificate to be looked at; nil takes it away.
func (c *certificate) set(cert *check.Certificate) {
	same := cert == c.shown
	c.shown = cert
	c.root.Hidden = cert == nil
	if !same {
		c.paint()
	}
}

// turn opens and closes it.
func (c *certificate) turn() {
	c.open = !c.open
	c.paint()
	c.opened(c.root, c.open)
}

func (c *certificate) fold() {
	c.open = false
	c.paint()
}

func (c *certificate) paint() {
	key := "check.cert.show"
	c.room.RemoveAll()
	if c.open && c.shown != nil {
		key = "check.cert.hide"
		c.room.Add(look.Panel(c.table()))
	}
	c.room.Hidden = len(c.room.Objects) == 0
	c.label.SetText(words.T(key))
	c.root.Refresh()
}

// factWidth is the width of the table's left column, in points at scale 1.
const factWidth = 150

// table is everything about the certificate, a fact a row.
func (c *certificate) table() fyne.CanvasObject {
	rows := container.New(layout.NewCustomPaddedVBoxLayout(-2*theme.InnerPadding() + theme.Padding()))
	for _, f := range words.CertificateFacts(c.shown) {
		name := look.NewText(f.Name, look.ColorQuiet, 1, fyne.TextStyle{})
		name.SetMinRunes(40)
		value := text(c.selectable)
		value.TextStyle.Monospace = f.Name == words.T("check.cert.sha256")
		value.SetText(f.Value)
		left := container.NewVBox(look.Sized(name, factWidth, lineHeight()))
		rows.Add(container.NewBorder(nil, nil, left, nil, value))
	}
	return rows
}
