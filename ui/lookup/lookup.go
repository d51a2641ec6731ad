// Package lookup is the pane that answers a scanned serial number: entry, rows of
// reports, and the report itself with verdict, first failure and step tree.
//
// It owns no truth: each answer belongs to one question, and a late answer to an
// old question is dropped. While a question is under way nothing of an earlier one
// stands under it.
//
//	scan, Enter ─► Submit ─► question ─► Server.Find (worker) ─► answered ─► rows
//	                                                             └► open ─► Server.Report (worker) ─► report
//	no question ─► Server.Latest (worker) ─► this station's rows: on connecting and on Again, never by a clock
//	                                         └► Server.Day (worker) ─► the day's figures above them
//
// The focus stays in the entry whatever is tapped, so that a scan is never lost or
// takes effect elsewhere; arrow and page keys move through the answer from there.
package lookup

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// Server is what the pane asks; *client.Client is one.
type Server interface {
	Find(ctx context.Context, q client.Query) (client.Answer, error)
	Latest(ctx context.Context, limit int) (client.Answer, error)
	// OpenShowing gives one report: the server's, or a saved copy where that does not
	// answer. early is told on the caller's goroutine what is known before the end.
	OpenShowing(ctx context.Context, id string, early func(report.Early)) (client.Opened, error)
	// Saved answers from the saved copies alone. It may read a file, so it is called on
	// a worker; ok is false where none fit.
	Saved(q client.Query) (a client.Answer, ok bool)

	// Investigate looks for what was meant by a text that was found nowhere.
	Investigate(ctx context.Context, text string) client.Nothing
	// Timeline, StepHistory, LastPass and Day are what the pages about a unit, a step
	// and this station's day ask; see package client.
	Timeline(ctx context.Context, serial, part string) (client.Timeline, error)
	StepHistory(ctx context.Context, q client.HistoryQuery) (client.History, error)
	LastPass(ctx context.Context, of report.Header, before time.Time) (report.Header, bool, error)
	Day(ctx context.Context, from, to time.Time) (client.Day, error)
}

// Deps is what the pane needs; all fields but Keys must be set.
type Deps struct {
	Server Server
	Do     func(func()) // posts to the UI goroutine (fyne.Do)
	Now    func() time.Time
	Copy   func(text string) // to the clipboard
	// After schedules fn on the UI goroutine (the 300 ms and 2 s waiting notes); stop cancels it.
	After func(d time.Duration, fn func()) (stop func())
	Act   func(words.Action) // does what the header's button offers
	// OpenPath shows a file or folder with what this system opens it with. Optional.
	OpenPath func(path string)
	// InLog shows the lines of the log that hold one of these texts. Optional.
	InLog   func(texts []string)
	SaveDir string // where reports are saved; empty: among this account's documents
	Program string // name and version, for what is saved
	// Keys gets the keys typed into the entry that the pane has no use for (F1 …):
	// a focused entry would swallow them. Optional.
	Keys func(*fyne.KeyEvent)
}

// Panel is the pane. All methods must be called on the UI goroutine.
type Panel struct {
	d     Deps
	wg    sync.WaitGroup
	bar   *bar
	hooks paneHooks

	left  *rowsPane
	right *reportPane
	state *noticeView // in place of both, while there are no rows
	split *container.Split
	under *fyne.Container // rows and report, or the notice
	pages *pageView       // in place of under, while a page is open
	body  *fyne.Container

	asking, opening, adding slot // a question, a report, "Show more"
	peeking                 slot // a saved copy to show meanwhile
	paging                  slot // what the open page asks
	daying                  slot // this station's day

	history history
	stage   stage
	conn    client.Snapshot
	station station.Identity
}

// New builds the pane for a station and a connection as they are now; SetStation and
// SetConnection follow them. ctx ends every request it starts; Wait waits for them.
func New(ctx context.Context, d Deps, of station.Identity, conn client.Snapshot) *Panel {
	if d.OpenPath == nil {
		d.OpenPath = func(string) {}
	}
	p := &Panel{d: d, station: of, conn: conn}
	for _, s := range []*slot{&p.asking, &p.opening, &p.adding, &p.peeking, &p.paging, &p.daying} {
		*s = slot{ctx: ctx, wg: &p.wg, do: d.Do, after: d.After}
	}
	p.bar = newBar(p.Submit, p.goHome, p.Back, p.goForward)
	p.bar.entry.key = p.key
	p.left = newRowsPane(d.Now, func(i int) { p.tapRow(i); p.refocus() }, func() { p.askMore(); p.refocus() }, func() { p.openDay(); p.refocus() })
	hooks := paneHooks{
		copy: d.Copy, after: p.refocus, openTest: p.openTest, later: d.After, menu: p.menu,
		history: p.openHistory, chart: p.openChart,
	}
	p.hooks = hooks
	p.right = newReportPane(hooks, func() { p.hear(p.right.steps.pager.list, p.right.steps.key) })
	p.state = newNoticeView(hooks)
	p.split = container.NewHSplit(p.left.object, p.right.object)
	p.split.SetOffset(defaultSplit)
	p.under = container.NewStack(p.split, p.state.object)
	p.pages = newPageView(hooks, func() { p.closePage() })
	p.body = container.NewStack(p.under, p.pages.object)
	p.hear(p.left.pager.list, p.rowKey)
	p.showHere()
	if conn.Link == client.LinkConnected {
		p.connected()
	}
	return p
}

// hear gives a list the keys it knows and the pane all others.
func (p *Panel) hear(list *keyList, knows func(fyne.KeyName) bool) {
	list.key = func(e *fyne.KeyEvent) {
		if !knows(e.Name) {
			p.key(e, false)
		}
	}
	list.typed = p.typeOn
}

// defaultSplit gives the rows a little over a third of 1000 points.
const defaultSplit = 0.34

// Bar is the entry with its button; Body is everything below it.
func (p *Panel) Bar() fyne.CanvasObject { return p.bar.object }

// Body is everything below the bar.
func (p *Panel) Body() fyne.CanvasObject { return p.body }

// Entry is what gets the focus at the start.
func (p *Panel) Entry() fyne.Focusable { return p.bar.entry }

// NextFailure moves to the next (dir 1) or previous (−1) failing step of the open report.
func (p *Panel) NextFailure(dir int) { p.right.nextFailure(dir) }

// Split and SetSplit are the divider's offset (0 … 1), remembered by the window.
func (p *Panel) Split() float64 { return p.split.Offset }

// SetSplit moves the divider; an offset outside 0 … 1 leaves it.
func (p *Panel) SetSplit(off float64) {
	if off > 0 && off < 1 {
		p.split.SetOffset(off)
	}
}

// Wait waits until every goroutine the pane started has ended.
func (p *Panel) Wait() { p.wg.Wait() }

// refocus gives the focus back to the entry: what was tapped must not get the next scan.
func (p *Panel) refocus() {
	if c := canvasOf(p.bar.entry); c != nil {
		c.Focus(p.bar.entry)
	}
}

// typeOn takes a character typed while a list had the focus into the entry.
func (p *Panel) typeOn(r rune) {
	p.refocus()
	p.bar.entry.TypedRune(r)
}
