package tail

import "strings"

// ParseLine understands one line, without its line end. It knows
//
//   - the JSON and text lines of this program, and JSON lines of others;
//   - pyWATS: "2026-02-03 14:37:38,392 [INFO] [a1b2c3d4] pywats.core.x: message",
//     and its console, which gives the time of day alone;
//   - the official client's wats.log (see readWATS);
//   - logfmt, glog, syslog, ctime and web server lines;
//   - anything else that begins with a time or a level, in the usual orders and
//     with the usual brackets, dashes, tabs, pipes and semicolons around.
//
// Level is Unknown for what does not begin an event of its own: stack traces,
// indented text, further lines of a message, forms nobody knows. Such a line is
// shown with the one before, and its Message is all of raw. A line that has a time
// of its own but no level is an event: Info, or Error and Warning where its text
// begins with such a word.
//
// Time stays zero where a line does not give all of it: a time of day without a
// date, a date without a year (syslog, glog), and dates written 04/05/2026, which
// are April or May. Their lines are events all the same.
//
// No is left 0. ParseLine takes time in proportion to len(raw) at worst.
func ParseLine(raw string) Line {
	l := Line{Raw: raw, Level: Unknown, Message: raw}
	s := raw[lead(raw):]
	h := headingOf(s)
	if l.Level = h.levelIn(s); l.Level == Unknown {
		return l
	}
	l.Time = h.timeIn(s)
	switch h.form {
	case jsonForm:
		fillJSON(s, &l)
	case pairForm:
		fillPairs(s, &l)
	case watsForm:
		w := readWATS(s[h.end:])
		l.Logger, l.Message = w.logger, w.text
	case glogForm:
		fillGlog(s[h.end:], &l)
	case syslogForm:
		l.Logger, l.Message, _ = readSyslog(s[h.end:])
	case levelForm:
		l.fillText(s[h.end:], h.level)
	case timeForm:
		if !fillOwn(s, h.end, &l) {
			f := findLevel(s[h.end:])
			l.fillText(s[h.end+f.end:], f)
		}
	}
	return l
}

// form is the way a line begins.
type form uint8

const (
	noForm     form = iota
	jsonForm        // perhaps: an opening brace
	pairForm        // perhaps: level=error msg="…"
	watsForm        // time;category;text
	glogForm        // E0421 09:31:05.123456 …
	syslogForm      // Nov 26 01:02:03 host …
	levelForm       // a level first, perhaps a time behind it
	timeForm        // any other time first
	accessForm      // a web server's: host - - [time] …
	headerForm      // the first line of wats.log
)

// heading is what the first bytes of a line tell, cheaply.
type heading struct {
	form  form
	clock clock
	level found // of levelForm and glogForm
	end   int   // where the text goes on after time or level
}

// headingOf looks at a line without its lead.
func headingOf(s string) (h heading) {
	switch {
	case s == "" || s[0] == ' ' || s[0] == '\t':
		return h
	case isObject(s):
		h.form = jsonForm
		return h
	}
	if h.end = stampAt(s, &h.clock); h.end > 0 {
		h.form = timeForm
		switch {
		case h.clock.fraction == 7 && s[10] == 'T' && h.end < len(s) && s[h.end] == ';':
			h.form = watsForm
		case h.clock.kind == yearless && s[3] == ' ':
			h.form = syslogForm
		}
		return h
	}
	h.untimed(s)
	return h
}

// untimed looks at a line that does not begin with a time.
func (h *heading) untimed(s string) {
	if h.end = scanGlog(s, &h.clock); h.end > 0 {
		h.form, h.level.level = glogForm, letterLevel(s[0])
		return
	}
	if h.level = leadingLevel(s); h.level.level != Unknown {
		h.form, h.end = levelForm, timeBehind(s, h.level.end, &h.clock)
		return
	}
	switch {
	case strings.HasPrefix(s, watsHeader):
		h.form = headerForm
	case beginsPairs(s):
		h.form = pairForm
	case scanAccess(s, &h.clock):
		h.form = accessForm
	}
}

// lead gives the length of what may stand before a line and is none of it: a byte
// order mark, the NULs a power cut leaves, colours, and one space, with which some
// programs put " INFO" under "ERROR".
func lead(s string) int {
	if s != "" && s[0] > ' ' && s[0] < 0x80 { // nothing, mostly
		return 0
	}
	i := 0
	if strings.HasPrefix(s, "\ufeff") {
		i = len("\ufeff")
	}
	for i < len(s) && s[i] == 0 {
		i++
	}
	i = skipColour(s, i)
	if i+1 < len(s) && s[i] == ' ' && s[i+1] != ' ' && s[i+1] != '\t' {
		i++
	}
	return i
}
