package words

import (
	"strings"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/check"
)

// CheckStep names a layer of the connection check.
func CheckStep(id check.StepID) string {
	if key := "check." + string(id) + ".name"; Has(key) {
		return T("check." + string(id) + ".name")
	}
	return string(id)
}

// CheckResult says what was found. Technical holds the evidence, and the cause where
// it failed. Advice is empty where nothing needs to be done.
func CheckResult(r check.Result) Trouble {
	t := finding(r)
	t.Technical = joinFull("; ", []string{Visible(r.Evidence), t.Technical})
	if r.Trust != nil && r.Note != check.NoteCAFile {
		t.Advice = sentences(t.Advice, T("check.trust", caTrouble(r.Trust).Title))
	}
	return t
}

func finding(r check.Result) Trouble {
	id := string(r.ID)
	switch {
	case r.State == check.NotTried:
		return Trouble{Title: T("check.not_tried")}
	case r.Note == check.NoteCAFile && r.Trust != nil:
		return caTrouble(r.Trust)
	case r.Note != "" && Has("check.note."+string(r.Note)+".title"):
		return noted(r)
	case r.State == check.Failed && r.Err != nil:
		return Error(r.Err)
	case r.State == check.Failed:
		return Trouble{T("error.plain.title"), T("error.plain.advice"), ""}
	case r.State == check.NotNeeded && Has("check."+id+".not_needed"):
		return Trouble{Title: T("check." + id + ".not_needed")}
	case r.State == check.NotNeeded:
		return Trouble{Title: T("check.skipped")}
	case Has("check." + id + ".ok"):
		return Trouble{Title: T("check." + id + ".ok")}
	}
	return Trouble{Title: T("check.ok")}
}

// noted words a finding that has a note. Every text is given the same arguments and
// takes what it needs.
func noted(r check.Result) Trouble {
	span, names, issuer, at, offset := "", "", "", "", ""
	if c := r.Cert; c != nil {
		span, names, issuer, at = spanOf(r), certNames(c, 3), issuerName(c), FullTime(c.At)
	}
	if r.Offset != nil {
		offset = Duration(r.Offset.Abs().Round(time.Second))
	}
	args := []any{span, names, issuer, Visible(r.Evidence), offset, at, Latency(r.Took), Latency(r.Limit)}
	note := string(r.Note)
	t := Trouble{Title: T("check.note."+note+".title", args...)}
	if r.Note == check.NotePage && r.Evidence != "" {
		t.Title = T("check.note.page.titled", Visible(r.Evidence))
	}
	if Has("check.note." + note + ".advice") {
		t.Advice = T("check.note."+note+".advice", args...)
	}
	if r.Err != nil {
		t.Technical = technicalOf(r.Err, r.Err)
	}
	return t
}

// issuerName is what a certificate's issuer is called in a sentence, without its
// organisation.
func issuerName(c *check.Certificate) string {
	name, _, _ := strings.Cut(c.Issuer, " (")
	return shortened(Visible(name), 72)
}

// shortened keeps n characters of a text, those of its beginning and end.
func shortened(text string, n int) string {
	r := []rune(text)
	if len(r) <= n {
		return text
	}
	end := n / 3
	return string(r[:n-end-1]) + "…" + string(r[len(r)-end:])
}

// spanOf is how long ago a certificate ended, or until it begins or ends.
func spanOf(r check.Result) string {
	switch r.Note {
	case check.NoteExpired:
		return Days(r.Cert.At.Sub(r.Cert.NotAfter))
	case check.NoteNotYet:
		return Days(r.Cert.NotBefore.Sub(r.Cert.At))
	}
	return Days(r.Cert.NotAfter.Sub(r.Cert.At))
}

// Days gives a length of time in whole days from two on, and more finely below.
func Days(d time.Duration) string {
	if d < 48*time.Hour {
		return Duration(d)
	}
	return T("check.days", int(d/(24*time.Hour)))
}

// caTrouble says why the file of company certificates is not used.
func caTrouble(e *client.CAError) Trouble {
	key := "error.ca." + e.Why
	if !Has(key + ".title") {
		key = "error.ca." + client.CAUnreadable
	}
	return Trouble{T(key+".title", Visible(e.Path)), T(key + ".advice"), technical(e)}
}

// CheckVerdict says in one sentence how a check came out: the first layer that failed
// with what to do, else the first thing to know, else that all is well.
func CheckVerdict(all []check.Result) Sentence {
	var notices []check.Result
	var slow *check.Result
	for _, r := range all {
		switch r.State {
		case check.Failed:
			title := T("check.stops", CheckStep(r.ID))
			if r.Offset != nil { // everything else works
				title = T("check.only_clock")
			}
			return Sentence{Tone: Bad, Title: title, Advice: CheckResult(r).Joined()}
		case check.Notice:
			if r.Note == check.NoteSlow {
				slow = &r
			}
			notices = append(notices, r)
		}
	}
	if slow != nil { // to the window it is as good as no answer
		return Sentence{Tone: Attention, Title: T("check.slow"), Advice: CheckResult(*slow).Joined()}
	}
	switch len(notices) {
	case 0:
		return Sentence{Tone: Good, Title: T("check.all_well")}
	case 1:
		return Sentence{Tone: Attention, Title: T("check.remarks"), Advice: CheckResult(notices[0]).Joined()}
	}
	return Sentence{Tone: Attention, Title: T("check.remarks_n", len(notices)), Advice: CheckResult(notices[0]).Joined()}
}

// CheckTook says how long a layer took; empty where it was not tried.
func CheckTook(r check.Result) string {
	if r.State == check.NotTried || r.State == check.NotNeeded {
		return ""
	}
	return Latency(r.Took)
}

// CheckText is a whole check as text, for consoles and for copying.
func CheckText(server, program string, at time.Time, all []check.Result) string {
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.TrimRight(strings.Join(parts, ""), " ") + "\n") }
	line(facts(T("check.text.head", Visible(server)), FullTime(at), Visible(program)))
	v := CheckVerdict(all)
	line(sentences(v.Title, v.Advice))
	line()
	for _, r := range all {
		w := CheckResult(r)
		line("  ", padded(T("check.text."+string(r.State)), 8), padded(CheckStep(r.ID), 17), facts(w.Title, CheckTook(r)))
		if w.Advice != "" {
			line(blanks, w.Advice)
		}
		if w.Technical != "" {
			line(blanks, w.Technical)
		}
	}
	for _, r := range all {
		if r.Cert == nil || r.ID != check.TLS {
			continue
		}
		line()
		for _, f := range CertificateFacts(r.Cert) {
			line("  ", padded(f.Name, 25), strings.ReplaceAll(f.Value, "\n", " › "))
		}
	}
	return b.String()
}

// blanks is the indent of what stands under a layer's finding.
const blanks = "                           "

// padded fills a text with blanks to n characters.
func padded(text string, n int) string {
	if missing := n - len([]rune(text)); missing > 0 {
		return text + strings.Repeat(" ", missing)
	}
	return text + " "
}
