package lookup

import (
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/report/export"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// form is a way to save a report.
type form struct {
	ext   string
	words string // key of what it is
	write func(w io.Writer, d *document, o export.Options) error
}

var forms = []form{
	{"pdf", "lookup.save.pdf", func(w io.Writer, d *document, o export.Options) error { return export.PDF(w, d.rep, o) }},
	{"txt", "lookup.save.txt", func(w io.Writer, d *document, _ export.Options) error { return export.Text(w, d.rep) }},
	{"csv", "lookup.save.csv", func(w io.Writer, d *document, _ export.Options) error { return export.CSV(w, d.rep) }},
	{"json", "lookup.save.wsjf", func(w io.Writer, d *document, _ export.Options) error { return export.Original(w, d.rep) }},
}

// openSave offers the open report in every form, into a folder of this account.
func (p *Panel) openSave() {
	d := p.right.doc
	if d == nil {
		return
	}
	pg := &page{title: words.T("lookup.save.title"), facts: unitLine(d.rep)}
	said := newSavedNote(p.d.OpenPath, p.hooks)
	rows := container.New(layout.NewCustomPaddedVBoxLayout(8))
	for _, f := range forms {
		b := widget.NewButtonWithIcon(words.T(f.words), theme.DocumentSaveIcon(), func() { p.save(pg, said, d, f) })
		b.Alignment = widget.ButtonAlignLeading
		hint := look.NewText(words.T(f.words+".hint"), look.ColorQuiet, 1, fyne.TextStyle{})
		hint.SetMinRunes(20)
		rows.Add(container.New(&lineLayout{grow: 1, yield: -1, gap: 12}, look.Sized(b, 220, look.TargetPrimary), hint))
	}
	where := look.NewText(words.T("lookup.save.where", look.Visible(p.d.saveDir())), look.ColorQuiet, 1, fyne.TextStyle{})
	where.SetMinRunes(20)
	pg.content = container.NewVScroll(look.Inset(container.New(layout.NewCustomPaddedVBoxLayout(12), rows, where, said.object), 2, 1))
	p.openPage(pg)
}

// save writes one form and says where it lies.
func (p *Panel) save(pg *page, said *savedNote, d *document, f form) {
	o := export.Options{Fonts: pdfFonts(), Now: p.d.Now(), Program: p.d.Program, Source: p.sourceOf()}
	said.busy()
	ask(&p.paging, func(context.Context) (string, error) {
		return saveInto(p.d.saveDir(), export.FileName(d.rep, f.ext), func(w io.Writer) error { return f.write(w, d, o) })
	}, func(patience) {}, func(path string, err error) { p.saidSaved(pg, said, path, err) })
	p.refocus()
}

// pdfFonts are the program's own: they are inside.
func pdfFonts() export.Fonts {
	return export.Fonts{
		Regular: theme.DefaultTextFont().Content(), Bold: theme.DefaultTextBoldFont().Content(),
		Mono: theme.DefaultTextMonospaceFont().Content(),
	}
}

// sourceOf says where the open report comes from.
func (p *Panel) sourceOf() string {
	a := p.here()
	switch {
	case a == nil:
		return ""
	case a.file != "":
		return words.T("lookup.standing.file", look.Visible(a.file))
	case !a.docFrom.saved.IsZero():
		return words.T("lookup.standing.saved", words.FullTime(a.docFrom.saved))
	}
	return look.Visible(p.conn.Server)
}
