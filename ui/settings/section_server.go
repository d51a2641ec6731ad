package settings

import (
	"net/netip"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/station/secret"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// serverSection is the address, what plain http would mean, the token and the test.
type serverSection struct {
	dialog *Dialog
	entry  *entry
	field  *field
	http   *fyne.Container // warning and consent; shown where it matters
	seen   string          // origin the token box was told last
}

func (d *Dialog) buildServer() fyne.CanvasObject {
	s := &serverSection{dialog: d}
	s.field, s.entry = d.textField(sectionServer, station.KeyServer, 0)
	s.field.extra = s.willConnect
	allow := d.checkField(sectionServer, station.KeyAllowHTTP, words.T("settings.http.allow"))
	warning := newNote()
	warning.attention(words.T("settings.http.warning"))
	s.http = container.NewStack(look.Panel(container.NewVBox(warning.root, allow.root)))
	d.server = s
	proxy, _ := d.textField(sectionServer, station.KeyProxy, 0)
	ca, _ := d.textField(sectionServer, station.KeyCAFile, 0)
	return container.NewVBox(s.field.root, s.http, widget.NewSeparator(), space(1),
		d.token.root, space(1), widget.NewSeparator(), space(1), d.test.root,
		space(1), widget.NewSeparator(), space(1), proxy.root, ca.root)
}

// address is what would be connected to: what is typed, else what applies without it.
func (s *serverSection) address() string {
	if text := strings.TrimSpace(s.dialog.draft.shown(station.KeyServer)); text != "" {
		return text
	}
	return s.dialog.now.Text(station.KeyServer)
}

// base is the address as a URL; empty when it is none.
func (s *serverSection) base() string {
	base, err := client.NormalizeServer(s.address())
	if err != nil {
		return ""
	}
	return base
}

// origin is what a token would be saved for; empty without a usable address.
func (s *serverSection) origin() string {
	base := s.base()
	if base == "" {
		return ""
	}
	origin, err := secret.Origin(base)
	if err != nil {
		return ""
	}
	return origin
}

// willConnect says what the program makes of the text that is typed.
func (s *serverSection) willConnect() (bool, string) {
	base := s.base()
	if base == "" || strings.TrimSpace(s.dialog.draft.text(station.KeyServer)) == "" {
		return false, ""
	}
	return true, words.T("settings.server.will", base)
}

// refresh shows the http panel where it matters, and tells the token box another origin.
func (s *serverSection) refresh() {
	if plainHTTP(s.base()) || s.dialog.draft.choice(station.KeyAllowHTTP) == "true" {
		s.http.Show()
	} else {
		s.http.Hide()
	}
	if origin := s.origin(); origin != s.seen {
		s.seen = origin
		s.dialog.token.look(origin, typingPause)
	}
}

// plainHTTP reports whether an address would carry the token unencrypted over a network.
func plainHTTP(base string) bool {
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "http" {
		return false
	}
	host := u.Hostname()
	if host == "localhost" {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return err != nil || !ip.IsLoopback()
}
