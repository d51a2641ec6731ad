package lookup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // the pictures reports hold
	_ "image/png"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/report"
	"stationcompanion/client/report/export"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// attached is a file inside a report, with where it belongs.
type attached struct {
	report.File
	where string
}

// filesOf lists what is attached to a report: to its steps, to the repair, to the
// failures it found.
func filesOf(r *report.Report) (all []attached) {
	for row := range r.Len() {
		if s := r.Step(row); s.File != nil {
			all = append(all, attached{*s.File, pathText(r.Path(row))})
		}
	}
	for _, f := range r.Files {
		all = append(all, attached{f, ""})
	}
	for _, u := range r.SubUnits {
		for _, failure := range u.Failures {
			for _, f := range failure.Files {
				all = append(all, attached{f, look.Visible(facts(failure.ComRef, failure.Code))})
			}
		}
	}
	return all
}

// maxPixels bounds the pictures that are shown; larger ones can be saved.
const maxPixels = 40_000_000

// openFiles shows what is attached to the open report.
func (p *Panel) openFiles() {
	d := p.right.doc
	if d == nil {
		return
	}
	pg := &page{title: words.T("lookup.files.title"), facts: unitLine(d.rep)}
	said := newSavedNote(p.d.OpenPath, p.hooks)
	shownFile := container.NewStack()
	rows := container.New(layout.NewCustomPaddedVBoxLayout(8))
	for _, f := range filesOf(d.rep) {
		rows.Add(p.fileRow(pg, d, f, said, shownFile))
	}
	left := container.NewVScroll(look.Inset(container.New(layout.NewCustomPaddedVBoxLayout(12), rows, said.object), 2, 1))
	split := container.NewHSplit(left, shownFile)
	split.SetOffset(0.5)
	pg.content = split
	p.openPage(pg)
}

// fileRow is one file: its name, type and size, and what can be done with it.
func (p *Panel) fileRow(pg *page, d *document, f attached, said *savedNote, at *fyne.Container) fyne.CanvasObject {
	name := look.NewText(or(f.Name, "lookup.unnamed"), theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true})
	more := look.NewText(facts(look.Visible(f.ContentType), words.Bytes(f.Size), f.where), look.ColorQuiet, 0.86, fyne.TextStyle{})
	name.SetMinRunes(16)
	more.SetMinRunes(16)
	lines := container.New(layout.NewCustomPaddedVBoxLayout(0), name, more)
	save := widget.NewButtonWithIcon(words.T("settings.save"), theme.DocumentSaveIcon(), func() { p.saveFile(pg, d, f, said) })
	row := container.New(&lineLayout{grow: 0, yield: -1, gap: 8}, lines)
	if f.ContentType == "image/png" || f.ContentType == "image/jpeg" {
		show := widget.NewButtonWithIcon(words.T("lookup.files.show"), theme.FileImageIcon(), func() { p.showImage(pg, d, f, said, at) })
		row.Add(look.Target(show, true))
	}
	row.Add(look.Target(save, true))
	return row
}

// saveFile writes an attachment under a safe name.
func (p *Panel) saveFile(pg *page, d *document, f attached, said *savedNote) {
	said.busy()
	ask(&p.paging, func(context.Context) (string, error) {
		data, err := d.rep.FileData(f.File)
		if err != nil {
			return "", err
		}
		return saveInto(p.d.saveDir(), export.SafeName(f.Name), func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
	}, func(patience) {}, func(path string, err error) { p.saidSaved(pg, said, path, err) })
	p.refocus()
}

func (p *Panel) saidSaved(pg *page, said *savedNote, path string, err error) {
	switch {
	case p.pages.now != pg:
	case err != nil:
		said.failed(words.Error(err))
	default:
		said.done(path)
	}
}

// showImage decodes a picture and shows it in the room beside the list.
func (p *Panel) showImage(pg *page, d *document, f attached, said *savedNote, at *fyne.Container) {
	ask(&p.paging, func(context.Context) (image.Image, error) {
		data, err := d.rep.FileData(f.File)
		if err != nil {
			return nil, err
		}
		return decodeImage(data)
	}, func(patience) {}, func(img image.Image, err error) {
		if p.pages.now != pg {
			return
		}
		if err != nil {
			said.failed(words.Error(err))
			return
		}
		c := canvas.NewImageFromImage(img)
		c.FillMode = canvas.ImageFillContain
		at.Objects = []fyne.CanvasObject{c}
		at.Refresh()
	})
	p.refocus()
}

// errPicture says that a picture is not shown.
var errPicture = errors.New("this picture cannot be shown")

// decodeImage reads a PNG or JPEG, after a look at how large it is.
func decodeImage(data []byte) (image.Image, error) {
	cfg, kind, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errPicture, err)
	case kind != "png" && kind != "jpeg":
		return nil, fmt.Errorf("%w: it is %s, not PNG or JPEG", errPicture, kind)
	case cfg.Width <= 0 || cfg.Height <= 0 || cfg.Width > maxPixels/cfg.Height:
		return nil, fmt.Errorf("%w: %d×%d pixels are too many", errPicture, cfg.Width, cfg.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	return img, err
}
