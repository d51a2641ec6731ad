package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// chain is the open page that explains the station name.
type chain struct {
	d     Deps
	snap  client.Snapshot
	frame *frame
	done  bool // a save was started
}

// ShowChain explains where the station name comes from: every candidate, raw and
// cleaned, which one won, why the others lost; "use this name" where an older file disagrees.
func ShowChain(w fyne.Window, d Deps, snap client.Snapshot) {
	c := &chain{d: d, snap: snap}
	c.frame = newFrame(w, container.NewStack(), c.close, nil)
	c.frame.show(c.page(d.Config.State(), nil))
}

func (c *chain) close() { c.frame.close() }

// page builds the page; news is shown on top of it, and may be nil.
func (c *chain) page(st station.State, news fyne.CanvasObject) fyne.CanvasObject {
	id := st.Identity
	body := container.NewVBox()
	if news != nil {
		body.Add(news)
	}
	if id.Disagrees != nil {
		body.Add(c.disagrees(st, *id.Disagrees))
	}
	for _, s := range id.Candidates {
		body.Add(candidateRow(s))
	}
	body.Add(widget.NewSeparator())
	body.Add(fieldRow(station.KeyLocation, id.Location))
	body.Add(fieldRow(station.KeyPurpose, id.Purpose))
	if c.snap.ArrivesAs != "" {
		body.Add(arrivesRow(c.snap.ArrivesAs))
	}
	title := words.T("settings.chain.title", name(id))
	return page(look.NewMark(winShape(id), winColor(id), 24), title, body,
		newButton(words.T("settings.chain.copy"), theme.ContentCopyIcon(), c.close, func() { c.d.Copy(chainText(id, c.snap)) }),
		newButton(words.T("settings.close"), nil, c.close, c.close))
}

func name(id station.Identity) string {
	if id.Name == "" {
		return words.T("settings.station.nobody")
	}
	return look.Visible(id.Name)
}

func winShape(id station.Identity) look.Shape {
	if id.Name == "" {
		return look.ShapeErrored
	}
	return look.ShapePassed
}

func winColor(id station.Identity) fyne.ThemeColorName {
	if id.Name == "" {
		return look.ColorAttention
	}
	return look.ColorGood
}

// disagrees points out an older file that names another station.
func (c *chain) disagrees(st station.State, other station.Candidate) fyne.CanvasObject {
	line := newNote()
	line.attention(words.T("settings.chain.disagrees", look.Visible(other.Clean), look.Visible(other.Where)))
	if st.Settings[station.KeyStation].Locked {
		return look.Panel(line.root)
	}
	use := newButton(words.T("settings.chain.use", look.Visible(other.Clean)), nil, c.close, func() {
		c.save(station.Change{Set: map[station.Key]string{station.KeyStation: other.Clean}}, st.User.Stamp)
	})
	return look.Panel(flowing(560, 1, line.root, tall(use)))
}

// save writes a change to this account's file off the UI goroutine and says what
// became of it, with the way back.
func (c *chain) save(ch station.Change, base station.Stamp) {
	if c.done {
		return
	}
	c.done = true
	c.d.run(func() {
		saved, err := c.d.Config.Save(station.ScopeUser, base, ch)
		c.d.Do(func() { c.saved(saved, err) })
	})
}

func (c *chain) saved(s station.Saved, err error) {
	c.done = false
	if err == nil {
		c.d.saved(s)
	}
	if !c.frame.open {
		return
	}
	news := look.Panel(trouble("", err))
	if err == nil {
		news = c.undoPanel(s)
	}
	c.frame.show(c.page(c.d.Config.State(), news))
}

// undoPanel says what was saved and offers to put it back.
func (c *chain) undoPanel(s station.Saved) fyne.CanvasObject {
	line := newNote()
	line.good(strings.Join(savedLines(plan{}, outcome{saved: s}), " "))
	back := newButton(words.T("settings.undo"), theme.ContentUndoIcon(), c.close, func() { c.save(undo(s), s.File.Stamp) })
	return look.Panel(flowing(560, 1, line.root, tall(back)))
}
