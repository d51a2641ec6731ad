package ui

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// fact is a line of the connection's details: what, and how it is.
type fact struct{ name, value string }

// facts lists everything known about the connection, the technical cause included.
func facts(s client.Snapshot, now time.Time) []fact {
	w := words.Connection(s, now)
	out := []fact{{w.Title, strings.TrimSpace(w.Detail + "\n" + w.Advice)}}
	add := func(key, value string) {
		if value != "" {
			out = append(out, fact{words.T("window.details." + key), value})
		}
	}
	server := s.Server
	if server == "" {
		server = words.T("window.details.no_server")
	}
	add("server", look.Visible(server))
	add("version", look.Visible(s.Version))
	proven := words.T("window.details.never")
	if !s.Proven.IsZero() {
		proven = words.FullTime(s.Proven)
		add("latency", words.Duration(s.Latency))
	}
	add("proven", proven)
	add("clock", clockFact(s))
	add("token", words.TokenState(s.Token))
	add("breaker", words.BreakerState(s.Breaker))
	add("counts", words.T("window.details.traffic", s.Requests, s.Retries, s.Conns, s.Breaker.Refusals))
	if s.LastError != nil {
		add("cause", look.Visible(s.LastError.Error()))
		add("cause_at", words.FullTime(s.LastErrorAt))
	}
	return out
}

// shownTransitions is how many of the breaker's changes of state the details list.
const shownTransitions = 8

// pastFact lists the breaker's newest changes of state, newest first, each with when and
// why; empty when there were none.
func pastFact(past []breaker.Transition, now time.Time) string {
	var lines []string
	for _, t := range slices.Backward(past) {
		if len(lines) == shownTransitions {
			break
		}
		lines = append(lines, words.Transition(t, now))
	}
	return strings.Join(lines, "\n")
}

// clockFact says how this PC's clock stands to the server's.
func clockFact(s client.Snapshot) string {
	if !s.HasOffset {
		return words.T("window.details.clock_unknown")
	}
	if text := words.Clock(s.Offset); text != "" {
		return text
	}
	return words.T("window.details.clock_ok")
}

// table shows facts in two columns; values can be selected, long ones wrap.
func table(fs []fact) fyne.CanvasObject {
	rows := container.New(&tableLayout{})
	for _, f := range fs {
		name := widget.NewLabel(f.name)
		name.Importance = widget.LowImportance
		name.Wrapping = fyne.TextWrapWord
		value := widget.NewLabel(f.value)
		value.Wrapping = fyne.TextWrapWord
		value.Selectable = true
		rows.Add(name)
		rows.Add(value)
	}
	return look.Hang(look.Scroll(container.New(flushLayout{}, rows)))
}

// sentences shows facts one below the other: what is so, and beneath it what to do.
func sentences(fs []fact) fyne.CanvasObject {
	rows := container.NewVBox()
	for _, f := range fs {
		pair := container.New(layout.NewCustomPaddedVBoxLayout(-2 * theme.InnerPadding()))
		for i, text := range []string{f.name, f.value} {
			line := widget.NewLabel(text)
			line.Wrapping, line.Selectable, line.TextStyle.Bold = fyne.TextWrapWord, true, i == 0
			pair.Add(line)
		}
		rows.Add(pair)
	}
	return look.Hang(look.Scroll(container.New(flushLayout{}, rows)))
}

// plain gives facts as text for copying.
func plain(fs []fact) string {
	var b strings.Builder
	for _, f := range fs {
		b.WriteString(f.name + ": " + strings.ReplaceAll(f.value, "\n", " ") + "\n")
	}
	return b.String()
}

// flushLayout lets labels stand flush with what is around them: it moves the edge that a
// label keeps free out of sight.
type flushLayout struct{}

func (flushLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().SubtractWidthHeight(2*theme.InnerPadding(), 0)
}

func (flushLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	edge := theme.InnerPadding()
	put(o[0], -edge, 0, size.Width+2*edge, size.Height)
}

// tableLayout stands pairs of objects in two columns, each row as high as it needs.
type tableLayout struct{ height float32 }

// tableNames is the width of the left column in points at scale 1.
const tableNames = 152

func (l *tableLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(2*tableNames*unit(), l.height)
}

func (l *tableLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := tableNames * unit()
	y := float32(0)
	for i := 0; i+1 < len(o); i += 2 {
		o[i].Resize(fyne.NewSize(left, o[i].MinSize().Height))
		o[i+1].Resize(fyne.NewSize(size.Width-left, o[i+1].MinSize().Height))
		h := max(o[i].MinSize().Height, o[i+1].MinSize().Height)
		put(o[i], 0, y, left, h)
		put(o[i+1], left, y, size.Width-left, h)
		y += h - theme.InnerPadding()
	}
	l.height = y + theme.InnerPadding()
}
