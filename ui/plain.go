package ui

import (
	"net/netip"
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"stationcompanion/client"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// plainMark is the header's lasting sign, with a shape, that the connection is not
// encrypted.
type plainMark struct {
	mark   *look.Mark
	text   *look.Text
	object *fyne.Container
}

func newPlainMark() *plainMark {
	p := &plainMark{
		mark: look.NewMark(look.ShapeErrored, look.ColorAttention, 13),
		text: look.NewText(words.T("plain.mark"), look.ColorAttentionText, 1, fyne.TextStyle{Bold: true}),
	}
	p.object = container.New(layout.NewCustomPaddedHBoxLayout(look.Grid), p.mark, p.text)
	p.object.Hide()
	return p
}

// on gives it the colours for its ground; an empty name is the strip's own.
func (p *plainMark) on(fill fyne.ThemeColorName) {
	if fill != "" {
		p.mark.Set(look.ShapeErrored, look.ColorOnFill)
		p.text.SetColor(look.ColorOnFill)
		return
	}
	p.mark.Set(look.ShapeErrored, look.ColorAttention)
	p.text.SetColor(look.ColorAttentionText)
}

// showPlain shows the sign where the server is spoken to unencrypted.
func (h *header) showPlain(s client.Snapshot) {
	if shown := plainBeyond(s); shown != h.plain.object.Visible() {
		h.plain.object.Hidden = !shown
		h.object.Refresh()
	}
}

// plainBeyond tells whether the server is another machine, spoken to over plain http.
func plainBeyond(s client.Snapshot) bool {
	u, err := url.Parse(s.Server)
	if err != nil || u.Scheme != "http" || u.Hostname() == "localhost" {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return err != nil || !ip.Unmap().IsLoopback()
}
