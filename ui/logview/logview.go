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
	"sync"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/logging/tail"
)

// Source is what the pane follows; *tail.Tail is one.
type Source interface {
	View() tail.View
	Changed() <-chan struct{}
	Left() int64 // bytes that are still to be indexed
}

// Deps is what the pane needs.
type Deps struct {
	Source Source
	Do     func(func())      // posts to the UI goroutine
	Copy   func(text string) // to the clipboard
	Name   string            // what is followed, shown in the bar
}

// Panel is the pane. All methods must be called on the UI goroutine, but Wait.
type Panel struct {
	d    Deps
	wg   sync.WaitGroup
	now  func() view
	find func(filter) searcher

	seen    view        // what is shown is of this
	flow    flow        // how many lines come
	flowing atomic.Bool // many do: the pane looks again when they stop
	search  *current

	tailing bool  // the end is in view and stays there; false = paused
	mark    int64 // while paused: the newest line there was when it began
	picked  int64 // the line in the strip

	bar    *bar
	rows   *lines
	empty  *emptyState
	detail *detail
	root   *fyne.Container
}

// New builds the pane. Nothing runs before Start.
func New(d Deps) *Panel { return newPanel(d, func() view { return d.Source.View() }) }

// newPanel is New over any view.
func newPanel(d Deps, now func() view) *Panel {
	p := &Panel{d: d, now: now, tailing: true, picked: none, search: newCurrent()}
	p.find = finder(d.Source, now)
	p.rows = newLines(hooks{fetch: p.fetch}, events{
		scrolled: p.scrolled, pick: p.pick, id: p.narrow, selected: p.selected, copy: p.copySelected,
		cancel: p.unpick, later: d.Do,
	})
	p.empty = newEmptyState(p.showAll)
	p.detail = newDetail(d.Copy, p.unpick, p.narrow)
	p.detail.hide()
	p.bar = newBar(d.Name, p.refilter, barActions{page: p.rows.page, end: p.resume, copy: p.copySelected})
	p.root = container.NewBorder(p.bar.root, p.detail.root, nil, nil,
		container.NewStack(p.rows, p.empty.root))
	p.seen = now()
	p.refilter()
	return p
}

// Start begins to follow until ctx ends: at most four repaints a second, none at rest.
func (p *Panel) Start(ctx context.Context) { p.wg.Go(func() { p.follow(ctx) }) }

// Wait waits until the follower goroutine has ended.
func (p *Panel) Wait() { p.wg.Wait() }

// Object is the pane.
func (p *Panel) Object() fyne.CanvasObject { return p.root }
