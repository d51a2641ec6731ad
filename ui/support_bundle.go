package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/support"
	"stationcompanion/station/secret"
	"stationcompanion/ui/cli"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// bundlePage shows every file of a support bundle before any of it is written:
//
//	UI: facts as they are now ─► worker: token, account, log ─► Build ─► UI: files, preview
//	tick Anonymise ─► worker: Build with the same inputs ─► UI: files, preview
//	a check of the connection, see bundleCheck ─► worker: Build ─► UI: files, preview
//	Save ─► worker: the files that are shown, as a zip ─► UI: where it lies
type bundlePage struct {
	w      *Window
	open   bool
	turn   int // of the newest build; an older one's files are dropped
	inputs support.Inputs
	ready  bool // inputs are whole
	files  []support.File
	shown  int

	names  *fyne.Container
	text   *textView
	size   *look.Text
	tick   *sheetTick
	save   *widget.Button
	folder *widget.Button
	said   *look.Paragraph
	path   string // where it was saved

	checking bundleCheck
	check    *widget.Button
	progress *look.Text // of the check
}

// openBundle shows what a bundle would hold now; nil when something else is open.
func (w *Window) openBundle() *bundlePage {
	w.sheet.close()
	p := &bundlePage{w: w}
	p.build()
	p.open = w.sheet.present(words.T("bundle.title"), p.content(), fyne.NewSize(960, 668), p.closed, p.folder, p.save)
	if !p.open {
		return nil
	}
	p.read()
	p.checkUnlessFresh()
	return p
}

func (p *bundlePage) closed() {
	p.open = false
	p.stopCheck()
}

func (p *bundlePage) build() {
	p.names = container.New(layout.NewCustomPaddedVBoxLayout(2))
	p.text = newTextView(p.w.keys.loose, p.w.keys.looseKey)
	p.size = look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{})
	p.size.SetMinRunes(30)
	p.tick = newSheetTick(p.w.keys, words.T("bundle.anonymise"), p.anonymise)
	p.tick.Disable()
	p.save = widget.NewButtonWithIcon(words.T("bundle.save"), theme.DocumentSaveIcon(), p.write)
	p.save.Importance = widget.HighImportance
	p.save.Disable()
	p.folder = widget.NewButtonWithIcon(words.T("bundle.folder"), theme.FolderOpenIcon(), func() { p.w.openPath(filepath.Dir(p.path)) })
	p.folder.Disable()
	p.check = widget.NewButton(words.T("support.check"), p.pressCheck)
	p.progress = look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{})
	p.progress.SetMinRunes(10)
	p.said = look.NewParagraph(words.T("bundle.making"), theme.ColorNameForeground, 1, 2)
}

func (p *bundlePage) content() fyne.CanvasObject {
	what := look.NewParagraph(words.T("bundle.what"), look.ColorQuiet, 1, 1)
	top := container.New(layout.NewCustomPaddedVBoxLayout(4), what, container.NewBorder(nil, nil, look.Sized(p.tick, 40, look.TargetPrimary), look.Sized(p.check, bundleCheckWidth, look.TargetPrimary), look.Inset(p.progress, 2, 0)))
	head := container.NewBorder(nil, nil, nil, p.text.pages, p.size)
	files := container.NewVScroll(p.names)
	view := container.NewBorder(head, nil, nil, nil, container.NewStack(look.NewGround(look.ColorPanel, look.ColorLine, 6), look.Inset(p.text, 2, 2)))
	middle := container.NewBorder(nil, nil, look.Sized(files, bundleNames, 100), nil, look.Inset(view, 2, 0))
	return container.NewBorder(top, look.Inset(p.said, 0, 1), nil, nil, middle)
}

// bundleCheckWidth is the width of the check's button in points at scale 1, whatever it says.
const bundleCheckWidth = 176

// bundleNames is the width of the list of files in points at scale 1.
const bundleNames = 264

// read collects the inputs and makes the files.
func (p *bundlePage) read() {
	w, now := p.w, p.w.o.Now()
	seen := cli.Seen{
		Of: cli.OfWindow, State: w.state, Snap: w.snap, History: w.o.Client.History(), Version: w.o.Version,
		Started: w.started(), Now: now, Check: w.Checked(),
	}
	record := w.o.Record
	w.wg.Go(func() {
		private, err := p.private(&seen)
		logs, logErr := support.ReadLogs(w.o.LogDir)
		in, buildErr := cli.FactsOf(seen).Inputs(now, logs, private, false)
		if record != nil {
			in.Record = cli.RecordOf(record())
		}
		if err != nil {
			in.Incomplete = words.Error(err).Technical
		}
		w.o.Do(func() {
			if p.open {
				p.got(in, logErr, buildErr)
			}
		})
	})
}

// private finds, off the UI goroutine, what must not be in the files, and where the token is
// kept. The error says why a token may be missing.
func (p *bundlePage) private(seen *cli.Seen) (private support.Private, err error) {
	if p.w.o.Private != nil {
		private, seen.Token, err = p.w.o.Private(p.w.ctx)
		return private, err
	}
	private.Accounts, private.Homes = support.Account()
	seen.Token = secret.PlaceNone
	return private, nil
}

// got takes the inputs over and makes the files.
func (p *bundlePage) got(in support.Inputs, logErr, err error) {
	if err != nil {
		p.said.SetText(words.Error(err).Joined())
		return
	}
	p.inputs, p.ready = in, true
	p.inputs.Check = p.w.Checked() // one may have ended meanwhile
	p.tick.Enable()
	p.said.SetText("")
	if logErr != nil {
		p.said.SetText(words.T("bundle.logs_advice"))
	}
	p.make()
}

// anonymise makes the files anew.
func (p *bundlePage) anonymise(on bool) {
	if p.ready {
		p.inputs.Anonymise = on
		p.said.SetText(words.T("bundle.making"))
		p.make()
	}
}

// make builds the files of the present inputs; until they are there nothing can be saved.
func (p *bundlePage) make() {
	p.turn++
	turn, in := p.turn, p.inputs
	p.save.Disable()
	p.w.wg.Go(func() {
		files, err := support.Build(in)
		p.w.o.Do(func() {
			if p.open && turn == p.turn {
				p.built(files, err)
			}
		})
	})
}

func (p *bundlePage) built(files []support.File, err error) {
	if err != nil {
		p.said.SetText(words.Error(err).Joined())
		return
	}
	if p.said.Full() == words.T("bundle.making") {
		p.said.SetText("")
	}
	p.shown = p.same(files)
	p.files = files
	p.save.Enable()
	p.list()
	p.show(p.shown)
}

// same is the place among files of the one that is shown, which may have moved.
func (p *bundlePage) same(files []support.File) int {
	for i, f := range files {
		if p.shown < len(p.files) && f.Name == p.files[p.shown].Name {
			return i
		}
	}
	return min(p.shown, len(files)-1)
}

// list puts a button for each file.
func (p *bundlePage) list() {
	p.names.RemoveAll()
	for i, f := range p.files {
		b := widget.NewButton(strings.Replace(f.Name, "station-companion-", "…", 1), func() { p.show(i) })
		b.Alignment = widget.ButtonAlignLeading
		p.names.Add(look.Sized(b, 40, look.TargetSecondary+4))
	}
}

// show shows the file i as it will be written.
func (p *bundlePage) show(i int) {
	p.shown = i
	f := p.files[i]
	p.text.SetText(f.Text)
	p.size.SetText(words.T("bundle.size", f.Name, words.Bytes(int64(len(f.Text)))))
	for k, o := range p.names.Objects {
		b := o.(*fyne.Container).Objects[0].(*widget.Button)
		importance := widget.LowImportance
		if k == i {
			importance = widget.MediumImportance
		}
		if b.Importance != importance {
			b.Importance = importance
			b.Refresh()
		}
	}
}
