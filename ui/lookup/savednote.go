package lookup

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// savedNote tells what became of saving a file, and leads to it.
type savedNote struct {
	mark   *look.Mark
	text   *widget.Label
	open   *widget.Button
	row    *fyne.Container
	object *fyne.Container
	path   string
}

func newSavedNote(open func(path string), h paneHooks) *savedNote {
	s := &savedNote{mark: look.NewMark(look.ShapePassed, look.ColorGood, 20), text: paragraph("")}
	s.text.Selectable = true
	tell := func(path string) func() {
		return func() { open(path); h.after() }
	}
	s.open = widget.NewButtonWithIcon(words.T("lookup.save.open"), theme.FileIcon(), func() { tell(s.path)() })
	folder := widget.NewButtonWithIcon(words.T("lookup.save.folder"), theme.FolderOpenIcon(), func() { tell(filepath.Dir(s.path))() })
	s.row = container.NewHBox(look.Target(s.open, true), look.Target(folder, true),
		look.Target(newCopyButton(words.T("lookup.save.copy"), h, func() string { return s.path }), true))
	line := container.NewBorder(nil, nil, container.NewCenter(s.mark), nil, s.text)
	s.object = container.NewVBox(line, s.row)
	s.object.Hide()
	return s
}

// busy says that it is being done.
func (s *savedNote) busy() {
	s.say(look.ShapeHalfOpen, look.ColorInfo, words.T("lookup.save.busy"), "")
}

// done says where the file lies.
func (s *savedNote) done(path string) {
	s.say(look.ShapePassed, look.ColorGood, words.T("lookup.save.done", look.Visible(path)), path)
}

// failed says why there is none.
func (s *savedNote) failed(t words.Trouble) {
	s.say(look.ShapeFailed, look.ColorBad, joinFull("\n", t.Title, t.Advice, t.Technical), "")
}

func (s *savedNote) say(shape look.Shape, color fyne.ThemeColorName, text, path string) {
	s.mark.Set(shape, color)
	s.text.SetText(text)
	s.path = path
	shown(s.row, path != "")
	s.object.Show()
	s.object.Refresh()
}
