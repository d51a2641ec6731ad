package words

import (
	"context"
	"errors"
	"io/fs"
	"strconv"
	"strings"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// Error puts any error of the program in words; Technical is the cause, for copying.
// A nil error gives the zero Trouble.
func Error(err error) Trouble {
	if err == nil {
		return Trouble{}
	}
	if e, ok := errors.AsType[*client.Error](err); ok {
		return clientError(e, err)
	}
	if e, ok := errors.AsType[*station.ChangedError](err); ok {
		return Trouble{T("error.changed.title", Visible(e.Path)), T("error.changed.advice"), technical(err)}
	}
	if e, ok := errors.AsType[*station.ValueError](err); ok {
		return Trouble{T("error.value.title", SettingName(e.Key)), BadValue(e), technical(err)}
	}
	if e, ok := errors.AsType[*breaker.OpenError](err); ok {
		return clientError(&client.Error{Kind: client.KindOpen, RetryIn: e.RetryIn, Err: e.Cause}, err)
	}
	if e, ok := errors.AsType[*client.FileError](err); ok {
		return fileTrouble(e, err)
	}
	if e, ok := errors.AsType[*client.CAError](err); ok {
		return caTrouble(e)
	}
	if cause := causeOf(err); cause != causeOther && !errors.Is(err, secret.ErrKeyring) {
		return diskTrouble(cause, err)
	}
	return plainError(err)
}

// fileTrouble says why a file could not be read as a report.
func fileTrouble(e *client.FileError, err error) Trouble {
	key := "file"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		key = "file.missing"
	case errors.Is(err, fs.ErrPermission):
		key = "file.permission"
	case errors.Is(err, client.ErrTooBig):
		key = "file.big"
	}
	return Trouble{T("error."+key+".title", Visible(e.Name)), T("error." + key + ".advice"), technical(err)}
}

// plainError knows the errors of the system that a person can do something about.
func plainError(err error) Trouble {
	key := "plain"
	switch {
	case errors.Is(err, context.Canceled):
		key = "kind.cancelled"
	case errors.Is(err, secret.ErrKeyring): // also when a deadline ended the waiting for it
		key = "keyring"
	case errors.Is(err, context.DeadlineExceeded):
		key = "kind.timeout"
	case errors.Is(err, station.ErrBusy):
		key = "busy"
	case errors.Is(err, station.ErrNoFile):
		key = "no_file"
	case errors.Is(err, secret.ErrAddress):
		key = "kind.bad_address"
	case errors.Is(err, secret.ErrTokenFile):
		key = "token_file"
	case errors.Is(err, secret.ErrDamaged):
		key = "token_damaged"
	case errors.Is(err, fs.ErrNotExist):
		key = "missing"
	}
	return Trouble{T("error." + key + ".title"), T("error." + key + ".advice"), technical(err)}
}

func clientError(e *client.Error, whole error) Trouble {
	kind := string(e.Kind)
	if !Has("error.kind." + kind + ".title") {
		kind = string(client.KindUnexpected)
	}
	t := Trouble{
		Title:     T("error.kind." + kind + ".title"),
		Advice:    T("error.kind." + kind + ".advice"),
		Technical: technicalOf(e, whole),
	}
	byKind(&t, client.Kind(kind), e)
	byReason(&t, kind+"."+string(e.Reason), e)
	return t
}

// brief words an error for where there is little room: the title without what proves it,
// and that by itself, in brackets.
func brief(e *client.Error) (t Trouble, evidence string) {
	t = Error(e)
	if e.Detail == "" {
		return t, ""
	}
	evidence = T("error.evidence", Visible(spoken(e.Detail)))
	switch reason := string(e.Kind) + "." + string(e.Reason); {
	case Has("error.reason." + reason + ".brief"):
		t.Title = T("error.reason." + reason + ".brief")
	case e.Reason == "" && (e.Kind == client.KindName || e.Kind == client.KindTLS):
		t.Title = T("error.kind." + string(e.Kind) + ".title")
	default:
		return t, "" // the title holds it, or it says nothing to people
	}
	return t, evidence
}

// byReason puts the words of one of a kind's causes in place of the kind's own.
func byReason(t *Trouble, reason string, e *client.Error) {
	if !Has("error.reason." + reason + ".title") {
		return
	}
	switch {
	case e.Detail != "":
		t.Title = T("error.reason."+reason+".title", Visible(spoken(e.Detail)))
	case Has("error.reason." + reason + ".bare"):
		t.Title = T("error.reason." + reason + ".bare")
	}
	switch {
	case e.Detail == "" && Has("error.reason."+reason+".bare_advice"):
		t.Advice = T("error.reason." + reason + ".bare_advice")
	case Has("error.reason." + reason + ".advice"):
		t.Advice = T("error.reason." + reason + ".advice")
	}
}

// spoken is a detail without what the sentence around it says already.
func spoken(detail string) string {
	for _, said := range []string{"wrong host name: the certificate is for ", "unknown authority, "} {
		if rest, ok := strings.CutPrefix(detail, said); ok {
			return rest
		}
	}
	return detail
}

// byKind adds what is known of the kinds that have more to say.
func byKind(t *Trouble, kind client.Kind, e *client.Error) {
	switch kind {
	case client.KindOpen, client.KindPaused, client.KindRateLimited:
		if e.RetryIn > 0 {
			t.Advice = T("error.retry_in", Seconds(e.RetryIn))
		}
	case client.KindBadRequest, client.KindTooLarge:
		if e.Op == "version" { // it asks for nothing that could be wrong, or less
			t.Title, t.Advice = T("error.version."+string(kind)), T("error.version.advice")
		}
	case client.KindUnexpected, client.KindServer:
		if e.Status != 0 {
			t.Title = T("error.status."+string(kind), e.Status)
		}
	case client.KindName, client.KindTLS:
		if e.Detail != "" {
			t.Title = T("error.detail."+string(kind), Visible(e.Detail))
		}
	case client.KindQuestion:
		if Has("error.question." + e.Detail) {
			t.Title = T("error.question." + e.Detail)
		}
		if e.Detail == client.QuestionToken {
			t.Advice = T("error.question.token_advice")
		}
	case client.KindUnauthorized:
		if e.Status == 402 {
			t.Title = T("error.two_factor.title")
		}
	}
}

// technicalOf is the line an engineer wants: kind, reason, operation, status, the server's own
// words, the cause and the correlation id.
func technicalOf(e *client.Error, whole error) string {
	text := string(e.Kind)
	if e.Reason != "" {
		text += " " + string(e.Reason)
	}
	if e.Op != "" {
		text += " (" + e.Op + ")"
	}
	if e.Status != 0 {
		text += " HTTP " + strconv.Itoa(e.Status)
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	cause := whole
	if e.Err != nil {
		cause = e.Err
	}
	if why := cause.Error(); cause != error(e) && !strings.Contains(text, why) {
		text += ": " + why
	}
	if e.CorrelationID != "" {
		text += " [correlation_id=" + e.CorrelationID + "]"
	}
	return Visible(text)
}

func technical(err error) string { return Visible(err.Error()) }
