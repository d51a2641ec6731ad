package export

import (
	"fmt"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"stationcompanion/client/report"
)

// Options say how a PDF is made. Fonts are needed; the rest may be left empty.
type Options struct {
	Fonts   Fonts
	Now     time.Time // printed, and the PDF's creation date; its zone is that of all times
	Paper   string    // "A4", which is also the default, or "Letter"
	Program string    // name and version of what made it
	Source  string    // where the report comes from: a server, or "saved copy of …"
	// LeftOut, where given, is called, perhaps several times, when the PDF does not hold
	// all of the report; what is missing stands in it.
	LeftOut func()
}

// What a PDF holds at most: nobody reads 2,000 pages, and each is kept in memory until
// the end.
const (
	pdfSteps    = 20_000 // steps in full; of those behind them the failing ones
	pdfPages    = 600    // pages after which no further step is begun
	pdfMeasured = 2_000  // measurements of one step
	pdfFailing  = 500    // failing steps behind those in full
	pdfCharts   = 20     // plots behind the steps
	pdfLines    = 2_000  // lines of one list behind them
	pdfText     = 4_000  // characters of one text
)

// PDF writes the report for printing: one page with verdict, facts, the first failure
// with its limits drawn and the failing steps (of a repair what was repaired); then
// every step as a table; then charts, parts of the unit and problems. Serial number,
// id and page number stand at the foot of each page.
//
// Behind 20,000 steps or 600 pages only failing steps follow, and the PDF names the
// steps left out, which CSV and text hold. So memory is bounded: 20,000 measured steps
// are some 400 pages, 2.5 MB of file and up to 80 MB while it is made; so are 100,000.
//
// The same report and options give the same bytes. Characters no font has become
// U+FFFD, counted on the first page. The error is about the fonts or paper, or that
// of w; nothing is written before all of the PDF is made.
func PDF(w io.Writer, rep *report.Report, opt Options) (err error) {
	defer func() {
		// The fonts come from outside, and the writer of the PDF trusts them.
		if r := recover(); r != nil {
			err = fmt.Errorf("making the PDF: %v", r)
		}
	}()
	d, err := newDoc(rep, opt)
	if err != nil {
		return err
	}
	d.summary()
	d.steps()
	d.charts()
	d.parts()
	d.problems()
	d.feet()
	if err := d.pdf.Output(w); err != nil {
		return fmt.Errorf("writing the PDF: %w", err)
	}
	return nil
}

// leftOut tells that something stands in the report and not here.
func (d *doc) leftOut() {
	if d.opt.LeftOut != nil {
		d.opt.LeftOut()
	}
}

// Measures of a page, in points.
const (
	margin   = 40.0
	footRoom = 26.0
	lineRate = 1.32 // line height to size
)

// doc is a PDF being made. y is the next free place on the present page, from the top.
type doc struct {
	pdf         *fpdf.Fpdf
	fonts       *fontSet
	rep         *report.Report
	opt         Options
	first       report.Failure
	hasFirst    bool
	failing     []int
	left, right float64
	y, bottom   float64
	pageHeight  float64
	onNewPage   func() // draws the head of what goes on
}

func newDoc(rep *report.Report, opt Options) (*doc, error) {
	size, ok := map[string]fpdf.SizeType{"": {Wd: 595.28, Ht: 841.89}, "A4": {Wd: 595.28, Ht: 841.89}, "Letter": {Wd: 612, Ht: 792}}[opt.Paper]
	if !ok {
		return nil, fmt.Errorf("paper %q is neither A4 nor Letter", opt.Paper)
	}
	pdf := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: size})
	pdf.SetMargins(margin, margin, margin)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCellMargin(0)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(opt.Now)
	pdf.SetModificationDate(opt.Now)
	pdf.SetTitle(verdictWord(rep.Verdict())+" "+unitLine(rep), true)
	pdf.SetSubject(oneLine(rep.ID), true)
	pdf.SetCreator(oneLine(opt.Program), true)
	pdf.SetProducer(oneLine(opt.Program), true)
	fonts, err := loadFonts(pdf, opt.Fonts)
	if err != nil {
		return nil, err
	}
	d := &doc{pdf: pdf, fonts: fonts, rep: rep, opt: opt, left: margin, right: size.Wd - margin,
		pageHeight: size.Ht, bottom: size.Ht - margin - footRoom}
	d.first, d.hasFirst = rep.FirstFailure()
	d.failing = failing(rep, d.first, d.hasFirst)
	d.newPage()
	return d, nil
}

// newPage begins a page and draws on it the head of what goes on.
func (d *doc) newPage() {
	d.pdf.AddPage()
	d.y = margin
	if d.onNewPage != nil {
		d.onNewPage()
	}
}

// need begins a page when height points no longer fit on this one.
func (d *doc) need(height float64) {
	if d.y+height > d.bottom {
		d.newPage()
	}
}

func (d *doc) width() float64 { return d.right - d.left }

func (d *doc) zone() *time.Location { return d.opt.Now.Location() }
