package settings

import (
	"context"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// Dialog is an open settings dialog. Its methods run on the UI goroutine, but Wait.
type Dialog struct {
	d      Deps
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup
	frame  *frame
	draft  *draft

	now      station.State // what would be in force after a save
	without  station.State // what would be if the file held nothing
	writable map[station.Scope]error

	editor   fyne.CanvasObject
	top      fyne.CanvasObject // title and scope
	body     *fyne.Container   // top and the sections
	scope    *scopeBox
	nav      *nav
	fields   []*field
	station  *stationSection
	server   *serverSection
	token    *tokenBox
	test     *testBox
	copies   *copiesBox
	status   *note
	footer   *fyne.Container
	saveBtn  *button
	closeBtn *button
	saving   bool
	leave    func() // what Esc does on the page shown now
}

// Show opens the dialog over w. Esc or Cancel closes it and changes nothing.
func Show(ctx context.Context, w fyne.Window, d Deps) *Dialog {
	dl := &Dialog{d: d, draft: newDraft(d.Config)}
	dl.ctx, dl.cancel = context.WithCancel(ctx)
	dl.leave = dl.Close
	dl.writable = map[station.Scope]error{}
	for _, s := range scopes {
		dl.writable[s] = d.Config.Writable(s)
	}
	dl.build()
	dl.frame = newFrame(w, dl.editor, dl.esc, dl.resized)
	dl.load()
	dl.token.look(dl.server.origin(), 0)
	return dl
}

// FocusServer and FocusToken put the cursor where a header action leads.
func (d *Dialog) FocusServer() {
	d.nav.open(sectionServer)
	d.frame.canvas.Focus(d.server.entry)
}

// FocusToken puts the cursor in the token's field.
func (d *Dialog) FocusToken() {
	d.nav.open(sectionServer)
	d.token.focus(d.frame.canvas)
}

// Close closes the dialog and changes nothing. It does nothing while a save is on its way.
func (d *Dialog) Close() {
	if d.saving {
		return
	}
	d.cancel()
	d.frame.close()
}

// Open reports whether the dialog is still there.
func (d *Dialog) Open() bool { return d.frame.open }

// Wait waits until every goroutine the dialog started has ended. Close it first, or end
// the context it was opened with.
func (d *Dialog) Wait() { d.wg.Wait() }

// esc leaves the page shown now.
func (d *Dialog) esc() { d.leave() }

// run starts work off the UI goroutine; Wait waits for it.
func (d *Dialog) run(fn func()) {
	d.wg.Add(1)
	d.d.run(func() {
		defer d.wg.Done()
		fn()
	})
}

// post runs fn on the UI goroutine, unless the dialog was closed meanwhile.
func (d *Dialog) post(fn func()) {
	d.d.Do(func() {
		if d.frame.open {
			fn()
		}
	})
}

// build makes every widget of the editor.
func (d *Dialog) build() {
	d.scope = newScopeBox(d)
	d.nav = newNav(d.esc)
	d.status = newNote()
	d.token = newTokenBox(d)
	d.test = newTestBox(d)
	d.nav.add(sectionStation, words.T("settings.nav.station"), d.buildStation())
	d.nav.add(sectionServer, words.T("settings.nav.server"), d.buildServer())
	d.nav.add(sectionBehaviour, words.T("settings.nav.behaviour"), d.buildBehaviour())
	d.nav.add(sectionLook, words.T("settings.nav.look"), d.buildLook())
	d.nav.open(sectionStation)

	d.closeBtn = newButton(words.T("settings.cancel"), nil, d.esc, d.Close)
	d.saveBtn = newButton(words.T("settings.save"), nil, d.esc, d.save).primary()
	buttons := container.NewHBox(look.Sized(d.closeBtn, 120, look.TargetPrimary),
		look.Sized(d.saveBtn, 140, look.TargetPrimary))
	d.footer = flowing(560, 1, container.NewVBox(layout.NewSpacer(), d.status.root, layout.NewSpacer()),
		container.NewVBox(layout.NewSpacer(), container.NewHBox(layout.NewSpacer(), buttons)))
	title := look.NewText(words.T("settings.title"), theme.ColorNameForeground, 1.5, fyne.TextStyle{Bold: true})
	top := container.NewVBox(flowing(560, 1, title, d.scope.choice), d.scope.reason, space(1))
	d.top = top
	d.body = container.NewStack(container.NewBorder(top, nil, nil, nil, d.nav.root))
	d.editor = container.NewBorder(nil, container.NewVBox(space(1), d.footer), nil, nil, d.body)
}

// shortHeight is the height of the dialog, in points at scale 1, below which the head
// scrolls with the fields, so that there is room for them at A+ on a small screen.
const shortHeight = 460

// resized fits the editor to the height it gets.
func (d *Dialog) resized(height float32) {
	short := height < shortHeight*look.Unit(theme.Current())
	if short == d.nav.whole {
		return
	}
	d.nav.unscroll(short)
	if short {
		d.body.Objects[0] = container.NewVScroll(look.Inset(container.NewVBox(d.top, d.nav.root), 2, 0))
	} else {
		d.body.Objects[0] = container.NewBorder(d.top, nil, nil, nil, d.nav.root)
	}
}

// load shows what the draft holds in every field.
func (d *Dialog) load() {
	d.without = d.draft.without()
	for _, f := range d.fields {
		f.load()
	}
	d.refresh()
}

// edited is called after each change of a value.
func (d *Dialog) edited(k station.Key, text string) {
	d.draft.set(k, text)
	d.refresh()
}

// chosen is called after each choice among values.
func (d *Dialog) chosen(k station.Key, value string) {
	d.draft.choose(k, value)
	for _, f := range d.fields {
		if f.key == k {
			f.load()
		}
	}
	d.refresh()
}

// refresh brings everything that depends on the values in line with them.
func (d *Dialog) refresh() {
	d.now = d.draft.preview()
	for _, f := range d.fields {
		f.refresh(d.draft, d.now, d.without)
	}
	d.station.refresh(d.draft, d.now)
	d.server.refresh()
	d.test.valuesChanged()
	d.scope.refresh(d.draft)
	d.paintStatus()
}

// paintStatus says what Save would do, or why it cannot.
func (d *Dialog) paintStatus() {
	bad := map[section]bool{}
	for _, f := range d.fields {
		if d.draft.problem(f.key) != nil {
			bad[f.section] = true
		}
	}
	d.nav.mark(bad)
	key, err := d.draft.firstProblem()
	changed := d.draft.changed()
	switch {
	case d.saving:
		d.status.quiet(words.T("settings.status.saving"))
	case err != nil:
		d.status.bad(words.T("settings.status.invalid", words.SettingName(key), wrong(err)))
	case d.writable[d.draft.scope] != nil:
		d.status.bad(words.T("settings.status.unwritable"))
	case len(changed) == 0 && !d.token.pending():
		d.status.quiet(words.T("settings.status.same"))
	default:
		d.status.quiet(words.T("settings.status.changes", d.changeNames(changed)))
	}
	d.footer.Objects[0].Refresh()
	d.enableSave(err == nil && !d.saving && (len(changed) > 0 || d.token.pending()) &&
		(len(changed) == 0 || d.writable[d.draft.scope] == nil))
}

func (d *Dialog) enableSave(yes bool) {
	for b, on := range map[*button]bool{d.saveBtn: yes, d.closeBtn: !d.saving} {
		if on == !b.Disabled() {
			continue
		}
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// changeNames lists what a save would change by its labels.
func (d *Dialog) changeNames(keys []station.Key) string {
	var names []string
	for _, k := range keys {
		names = append(names, words.SettingName(k))
	}
	if d.token.pending() {
		names = append(names, words.T("settings.token.name"))
	}
	return strings.Join(names, ", ")
}

// wrong says what is wrong with a value.
func wrong(err error) string {
	if e := valueError(err); e != nil {
		return words.BadValue(e)
	}
	t := words.Error(err)
	return t.Advice
}
