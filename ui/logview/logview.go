// Package logview is the live log pane. It shows values: a tail.View is all that is known
// of a log at one moment, a list says which of its lines are shown, and the rows paint
// those in view:
//
//	Source ─► View ─┬─────────────► allLines ─┬─► lines ─► one picture
//	                └─► searcher ─► hits ─────┘
//
// It keeps numbers of lines, never lines: what scrolls out of the source is gone here
// too. It repaints at most four times a second and not at all while nothing comes.
package logview

import (
	"context"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Deps is what the pane needs.
type Deps struct {
	Source Source
	Do     func(func())      // posts to the UI goroutine
	Copy   func(text string) // to the clipboard
	Name   string            // what is followed, shown in the bar
	// Open looks up a report id or a serial number that stands in a line, or opens an
	// address. Optional.
	Open func(text string)
	// Logs are the others on this PC. Optional.
	Logs Logs
	// Browse lets the person choose a file, and hands on its path. Optional.
	Browse func(chosen func(path string))
	// Chosen is told which log is followed, to be remembered: its path, empty for the
	// program's own. Optional.
	Chosen func(path string)
	// Save writes a file of this name, or of one like it that is free, into the folder for
	// what is saved, and gives its path; where write fails nothing is left. It may take
	// long and runs on any goroutine. Optional.
	Save func(name string, write func(w io.Writer) error) (path string, err error)
	// OpenPath shows a file or folder with what the desktop opens it with. Optional.
	OpenPath func(path string)
}

// Panel is the pane. All methods must be called on the UI goroutine, but Wait.
type Panel struct {
	d   Deps
	wg  sync.WaitGroup
	ctx context.Context // of Start
	log holder
	own *followed // the program's own log

	seen    view        // what is shown is of this
	flow    flow        // how many lines come
	flowing atomic.Bool // many do: the pane looks again when they stop
	search  *current
	errors  *current // finds the errors, for the buttons that go to them
	matches *current // finds the lines with the text, where that is only marked
	marks   bool     // the text of the filter hides nothing
	repeats bool     // lines that repeat each other are all shown
	samples *sampling
	silence silence
	turn    int          // counts the logs that were chosen
	due     atomic.Int64 // when to look again though nothing comes, in Unix nanoseconds; 0 = never

	tailing bool  // the end is in view and stays there; false = paused
	mark    int64 // while paused: the newest line there was when it began
	picked  int64 // the line in the strip
	wanted  int64 // the line to be brought into view once it is found again
	op      operation
	saving  *saving // nil while nothing is being saved

	bar    *bar
	rows   *lines
	empty  *emptyState
	detail *detail
	saved  *savedStrip

	density *density
	body    *fyne.Container // density and rows
	root    *fyne.Container
}

// New builds the pane. Nothing runs before Start.
func New(d Deps) *Panel {
	p := &Panel{}
	return p.build(d, own(d.Source, d.Name, &p.wg))
}

// build makes the pane over any log.
func (p *Panel) build(d Deps, l *followed) *Panel {
	p.d, p.own, p.tailing, p.picked, p.search, p.errors = d, l, true, none, newCurrent(), newCurrent()
	p.matches, p.wanted = newCurrent(), none
	p.log.set(l)
	p.rows = newLines(hooks{fetch: p.fetch, refs: p.references, decorate: p.decorate, repeated: p.says}, events{
		scrolled: p.scrolled, pick: p.pick, id: p.sameOperation, ref: p.follows, selected: p.selected, copy: p.copySelected, run: p.unfold,
		cancel: p.unpick, later: d.Do,
	})
	p.empty = newEmptyState(p.showAll)
	p.detail = newDetail(d.Copy, p.unpick, p.sameOperation)
	p.detail.hide()
	p.saved = newSavedStrip(d.OpenPath, d.Copy, p.stopSaving, func() { p.root.Refresh() })
	p.bar = newBar(l.name, p.refilter, p.barActions())
	p.seen, p.samples = l.now(), newSampling()
	p.density = newDensity(densityHooks{grid: p.rows.grid, scale: p.rows.scale, goTo: p.toTime, changed: p.ask, now: time.Now})
	p.body = container.New(densityLayout{p}, p.density, container.NewStack(p.rows, p.empty.root))
	p.root = container.NewBorder(p.bar.root, container.NewVBox(p.detail.root, p.saved.root), nil, nil, p.body)
	p.refilter()
	return p
}

func (p *Panel) barActions() barActions {
	do := barActions{page: p.rows.page, end: p.resume, copy: p.copySelected, seek: p.seek, tally: p.tally, more: p.offerMore}
	if p.d.Logs != nil {
		do.logs = p.chooseLog
	}
	return do
}

// Start begins to follow until ctx ends: at most four repaints a second, none at rest.
func (p *Panel) Start(ctx context.Context) {
	p.ctx = ctx
	p.lookForErrors()
	p.wg.Go(func() { p.follow(ctx) })
	p.wg.Go(func() { p.samples.run(ctx) })
}

// Wait waits until everything has ended that the pane began; the context of Start must
// be over.
func (p *Panel) Wait() {
	p.end()
	p.wg.Wait()
}

// Object is the pane.
func (p *Panel) Object() fyne.CanvasObject { return p.root }
