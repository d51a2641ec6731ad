package support

import (
	"fmt"
	"strings"
	"time"
)

// Record is what the program remembers of the connection over restarts.
type Record struct {
	Until     time.Time // up to when it goes
	Stretches []Stretch // of the last 24 hours, oldest first, without holes
	Changes   []Change  // of the breaker, oldest first
	Err       string    // why it could not be read; then the rest is empty
}

// How says how the connection was.
type How byte

// The ways, as they stand in the strip.
const (
	HowUnknown   How = '.'
	HowConnected How = '='
	HowUnsure    How = '?'
	HowDown      How = 'X'
)

// Stretch is a time during which the connection was the same, or as bad at worst.
type Stretch struct {
	At     time.Time
	Lasted time.Duration
	How    How
	Why    string // a client.Link, a client.Kind or an availability.Gap, as programs call them
}

const recordedMost = 400 // stretches that are listed; the strip shows all

// The strip: a character for so long, so many in a line.
const (
	stripStep = 15 * time.Minute
	stripLine = 48
)

// text says it, the newest first.
func (r *Record) text() string {
	if r.Err != "" {
		return "The record kept over restarts could not be read: " + r.Err + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Kept over restarts, up to %s\n\n", r.Until.Format(timeForm))
	if len(r.Changes) == 0 {
		b.WriteString("The breaker has not changed its state.\n")
	}
	writeChanges(&b, r.Changes)
	b.WriteString("\nThe last 24 hours, one character for 15 minutes, the worst of them:\n= connected  ? unsure  X not connected  . not known\n\n")
	b.WriteString(r.strip() + "\n")
	for i := len(r.Stretches) - 1; i >= max(0, len(r.Stretches)-recordedMost); i-- {
		s := r.Stretches[i]
		fmt.Fprintf(&b, "%s  %c %-9s %s\n", s.At.Format(timeForm), s.How, s.Lasted.Round(time.Second), s.Why)
	}
	return b.String()
}

// strip is the last 24 hours in lines, each with the time it begins at.
func (r *Record) strip() string {
	const cells = int(24 * time.Hour / stripStep)
	from := r.Until.Add(-24 * time.Hour)
	var strip [cells]How
	for i := range strip {
		strip[i] = HowUnknown
	}
	seen := [cells]bool{}
	left := time.Duration(0) // before Until; lengths count, as clocks are set
	for i := len(r.Stretches) - 1; i >= 0; i-- {
		s := r.Stretches[i]
		for cell := cellOf(left); cell < cells && time.Duration(cell)*stripStep < left+s.Lasted; cell++ {
			at := cells - 1 - cell
			if !seen[at] || worse(s.How, strip[at]) {
				strip[at], seen[at] = s.How, true
			}
		}
		left += s.Lasted
	}
	var b strings.Builder
	for i := 0; i < cells; i += stripLine {
		b.WriteString(from.Add(time.Duration(i)*stripStep).Format("01-02 15:04") + "  ")
		for _, how := range strip[i:min(i+stripLine, cells)] {
			b.WriteByte(byte(how))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func cellOf(before time.Duration) int { return int(before / stripStep) }

// worse tells whether a is worse than b. What is not known is no trouble, but hides none.
func worse(a, b How) bool {
	const order = string(HowConnected) + string(HowUnknown) + string(HowUnsure) + string(HowDown)
	return strings.IndexByte(order, byte(a)) > strings.IndexByte(order, byte(b))
}

// breakerText lists the changes of state, the newest first: of this run with their causes in
// full, and what is kept of all.
func (in Inputs) breakerText() string {
	var b strings.Builder
	b.WriteString("Since the program started\n\n")
	if len(in.History) == 0 {
		b.WriteString("The breaker has not changed its state.\n")
	}
	writeChanges(&b, in.History)
	if in.Record != nil {
		b.WriteString("\n" + in.Record.text())
	}
	return b.String()
}

// writeChanges lists changes, the newest first.
func writeChanges(b *strings.Builder, changes []Change) {
	for i := len(changes) - 1; i >= 0; i-- {
		c := changes[i]
		fmt.Fprintf(b, "%s  %s -> %s", c.At.Format(timeForm), c.From, c.To)
		if c.Note != "" {
			fmt.Fprintf(b, " (%s)", c.Note)
		}
		if c.Probes > 1 {
			fmt.Fprintf(b, ", %d probes failed, the last at %s", c.Probes, c.Last.Format(timeForm))
		}
		if c.Lasted > 0 {
			fmt.Fprintf(b, ", lasted %s", c.Lasted.Round(time.Second))
			if c.Stopped {
				b.WriteString(" or longer")
			}
		}
		b.WriteByte('\n')
		if c.Cause != "" {
			fmt.Fprintf(b, "    %s\n", c.Cause)
		}
	}
}
