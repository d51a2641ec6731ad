// Package logview is the live log pane. It is built on logging/tail's Len, Line,
// Lines and Changed alone, so that the follower inside can be replaced.
//
// It keeps numbers of lines, never lines: what scrolls out of the source is gone here
// too. It repaints at most four times a second and not at all while nothing comes.
package logview

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/logging/tail"
)

// Source is what the pane follows; *tail.Tail is one.
type Source interface {
	Len() int
	Line(i int) tail.Line
	Lines(first int64, max int) ([]tail.Line, int64)
	Changed() <-chan struct{}
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
	d  Deps
	wg sync.WaitGroup

	index   *index
	shown   []int64 // what the rows show; stands still while paused
	tailing bool    // the end is in view and stays there; false = paused
	mark    int64   // while paused: the newest line there was when it began

	bar    *bar
	rows   *rows
	empty  *emptyState
	detail *detail
	root   *fyne.Container
}

// New builds the pane. Nothing runs before Start.
func New(d Deps) *Panel {
	p := &Panel{d: d, tailing: true}
	p.rows = newRows(p.fetch, p.scrolled, p.pick)
	p.empty = newEmptyState(p.showAll)
	p.detail = newDetail(d.Copy, p.unpick, p.narrow)
	p.detail.hide()
	p.bar = newBar(d.Name, p.refilter, barActions{page: p.page, end: p.resume})
	p.root = container.NewBorder(p.bar.root, p.detail.root, nil, nil,
		container.NewStack(p.rows, p.empty.root))
	p.refilter()
	return p
}

// Start begins to follow until ctx ends: at most four repaints a second, none at rest.
func (p *Panel) Start(ctx context.Context) { p.wg.Go(func() { p.follow(ctx) }) }

// Wait waits until the follower goroutine has ended.
func (p *Panel) Wait() { p.wg.Wait() }

// Object is the pane.
func (p *Panel) Object() fyne.CanvasObject { return p.root }
