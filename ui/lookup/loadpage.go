package lookup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// loading is a page that has to ask first: until the answer is here it says what it
// waits for, and where none comes, why and what to do.
type loading struct {
	*page
	p      *Panel
	notice *noticeView
	body   *fyne.Container
	wait   string // what is waited for
}

// newLoading makes one; wait is the title of the waiting notice.
func (p *Panel) newLoading(pg *page, wait string) *loading {
	l := &loading{page: pg, p: p, notice: newNoticeView(p.hooks), body: container.NewStack(), wait: wait}
	l.notice.object.Hide()
	pg.content = container.NewStack(l.notice.object, l.body)
	return l
}

// load opens the page and asks; work runs on a worker, show on the UI goroutine.
func load[T any](l *loading, work func(context.Context) (T, error), show func(T)) {
	p := l.p
	if p.pages.now != l.page {
		p.openPage(l.page)
	}
	ask(&p.paging, work, func(how patience) { l.say(l.waiting(how)) }, func(v T, err error) {
		if err != nil {
			t := words.Error(err)
			l.say(notice{shape: look.ShapeErrored, color: look.ColorAttention, title: t.Title, technical: t.Technical,
				body:    []string{t.Advice},
				presses: []press{{label: words.T("lookup.again"), primary: true, do: func() { load(l, work, show) }}}})
			return
		}
		l.notice.object.Hide()
		show(v)
	})
}

func (l *loading) waiting(how patience) notice {
	n := notice{shape: look.ShapeHalfOpen, color: look.ColorInfo, title: l.wait, body: []string{words.T("lookup.wait.soon")}}
	if how == waitLong {
		n.body = []string{words.T("lookup.wait.long")}
	}
	n.presses = []press{{label: words.T("lookup.cancel"), do: func() { l.p.closePage() }}}
	return n
}

// say shows a notice in place of the page's content.
func (l *loading) say(n notice) {
	l.notice.set(n)
	l.notice.object.Show()
	l.body.Objects = nil
	l.body.Refresh()
}

// fill shows the content.
func (l *loading) fill(o fyne.CanvasObject) {
	l.notice.object.Hide()
	l.body.Objects = []fyne.CanvasObject{o}
	l.body.Refresh()
}
