package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// pageBody is the content of a page that must ask first: nothing, then a notice of what
// is waited for or why it did not come, then the content itself.
type pageBody struct {
	object  *fyne.Container
	notice  *noticeView
	content fyne.CanvasObject
}

func newPageBody(h paneHooks, content fyne.CanvasObject) *pageBody {
	b := &pageBody{notice: newNoticeView(h), content: content}
	b.object = container.NewStack(content, b.notice.object)
	content.Hide()
	b.notice.object.Hide()
	return b
}

// here reports whether the content stands.
func (b *pageBody) here() bool { return b.content.Visible() }

// show puts the content in place of a notice.
func (b *pageBody) show() {
	b.notice.object.Hide()
	b.content.Show()
	canvas.Refresh(b.object)
}

// tell puts a notice in place of the content.
func (b *pageBody) tell(n notice) {
	b.content.Hide()
	b.notice.set(n)
	b.notice.object.Show()
	canvas.Refresh(b.object)
}

// wait says what is waited for, unless an earlier answer stands there.
func (b *pageBody) wait(title string, how patience, cancel func()) {
	if b.here() {
		return
	}
	n := notice{shape: look.ShapeHalfOpen, color: look.ColorInfo, title: title,
		body: []string{words.T("lookup.wait.soon")}, presses: []press{{label: words.T("lookup.cancel"), do: cancel}}}
	if how == waitLong {
		n.body = []string{words.T("lookup.wait.long")}
	}
	b.tell(n)
}

// fail says why there is no answer, and offers to ask again.
func (b *pageBody) fail(err error, again func()) {
	t := words.Error(err)
	b.tell(notice{shape: look.ShapeErrored, color: look.ColorAttention, title: t.Title, body: []string{t.Advice},
		technical: t.Technical, presses: []press{{label: words.T("pages.again"), primary: true, do: again}}})
}

// noteStrip is a line above a page's content: what to know about where it comes from,
// with a button that asks anew.
type noteStrip struct {
	text   *look.Paragraph
	object *fyne.Container
}

func newNoteStrip(again func(), after func()) *noteStrip {
	s := &noteStrip{text: look.NewParagraph("", theme.ColorNameForeground, 1, 2)}
	b := widget.NewButton(words.T("pages.again"), func() { again(); after() })
	mark := look.NewMark(look.ShapeHalfOpen, look.ColorInfo, 14)
	said := container.New(centredLines{s.text}, s.text)
	line := container.New(&lineLayout{grow: 1, yield: -1, gap: 8}, mark, said, look.Sized(b, 112, look.TargetPrimary))
	s.object = container.NewStack(look.NewGround(look.ColorBand, "", 6), look.Inset(line, 3, 0))
	s.object.Hide()
	return s
}

// set says text, or takes the strip away where there is none.
func (s *noteStrip) set(text string) {
	s.text.SetText(text)
	shown(s.object, text != "")
	s.object.Refresh()
}

// centredLines puts a paragraph's lines in the middle of its height, however many it has.
type centredLines struct{ of *look.Paragraph }

// MinSize is the paragraph's.
func (c centredLines) MinSize([]fyne.CanvasObject) fyne.Size { return c.of.MinSize() }

// Layout moves it down by half of what its lines leave free.
func (c centredLines) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	whole := c.of.MinSize().Height
	used := whole * float32(c.of.Lines(size.Width)) / 2
	place(c.of, 0, (size.Height-used)/2, size.Width, whole)
}

// copiesFor finds the saved copies of a unit, without the server; ok is false where there
// are none. It may read the disk, so it belongs on a worker.
func copiesFor(s Server, serial string) (client.Answer, bool) {
	a, ok := s.Saved(client.Query{Text: serial, By: client.BySerial, Limit: copiesBound})
	return a, ok && len(a.Headers) > 0
}

// copiesBound is how many saved rows of one unit are looked at.
const copiesBound = 1000
