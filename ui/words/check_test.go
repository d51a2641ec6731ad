package words

import (
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/check"
)

func certificate() *check.Certificate {
	return &check.Certificate{
		Subject: "wats.invalid", Names: []string{"wats.invalid", "a.invalid", "b.invalid", "c.invalid"},
		Issuer: "Factory CA (ACME)", Chain: []string{"Factory CA (ACME)", "Factory Root"},
		NotBefore: noon.Add(-100 * 24 * time.Hour), NotAfter: noon.Add(-3*24*time.Hour - time.Hour),
		SHA256: strings.Repeat("0123456789ABCDEF", 4), Key: "RSA 2048 bit", Version: "TLS 1.3", Cipher: "TLS_AES_128_GCM_SHA256", At: noon,
	}
}

// Every layer has a name and words for each state it can be in; every note that fails or
// is pointed out has a title and an advice that are sentences.
func TestCheckResult(t *testing.T) {
	for _, id := range check.Steps() {
		if CheckStep(id) == string(id) {
			t.Errorf("%s has no name", id)
		}
		ok := CheckResult(check.Result{ID: id, State: check.Well, Evidence: "127.0.0.1:443"})
		if ok.Title == "" || ok.Title == T("check.ok") || ok.Advice != "" || ok.Technical != "127.0.0.1:443" {
			t.Errorf("%s: %+v", id, ok)
		}
	}
	for _, id := range []check.StepID{check.Name, check.Route, check.Proxy, check.Reach, check.TLS, check.Token} {
		if got := CheckResult(check.Result{ID: id, State: check.NotNeeded}); got.Title == T("check.skipped") || got.Advice != "" {
			t.Errorf("%s, not needed: %+v", id, got)
		}
	}
	off := 7 * time.Minute
	for _, note := range check.Notes() {
		r := check.Result{ID: check.TLS, State: check.Failed, Note: note, Evidence: "evidence", Cert: certificate(), Offset: &off,
			Err: &client.Error{Kind: client.KindTLS}, Trust: &client.CAError{Path: "/x.pem", Why: client.CAMissing}}
		got := CheckResult(r)
		switch note {
		case check.NoteNoName, check.NoteNoDate:
			if got.Title == "" || !strings.HasPrefix(got.Advice, "Besides: ") {
				t.Errorf("%s: %+v", note, got)
			}
		default:
			whole(t, string(note), got)
		}
		if strings.Contains(got.Title+got.Advice, "%!") || strings.Contains(got.Title, "check.") {
			t.Errorf("%s: %+v", note, got)
		}
	}
	if got := CheckStep("of_tomorrow"); got != "of_tomorrow" {
		t.Errorf("got %q", got)
	}
	if got := CheckResult(check.Result{ID: "of_tomorrow", State: check.Well}); got.Title != "Well" {
		t.Errorf("%+v", got)
	}
	if got := CheckResult(check.Result{ID: check.WATS, State: check.NotNeeded}); got.Title != "Not needed" {
		t.Errorf("%+v", got)
	}
	if got := CheckResult(check.Result{ID: check.WATS, State: check.NotTried}); got.Title != T("check.not_tried") {
		t.Errorf("%+v", got)
	}
	bad := CheckResult(check.Result{ID: check.Reach, State: check.Failed, Evidence: "127.0.0.1:1", Err: &client.Error{Kind: client.KindRefused}})
	if bad.Title != "Nothing answers at this address." || bad.Technical != "127.0.0.1:1; refused" {
		t.Errorf("%+v", bad)
	}
	whole(t, "failed without an error", CheckResult(check.Result{ID: check.Name, State: check.Failed, Evidence: "odd"}))
}

func TestCheckTellsMore(t *testing.T) {
	behind, ahead := 2*time.Minute, -10*time.Minute
	early := certificate()
	early.NotBefore = noon.Add(49 * time.Hour)
	long := certificate()
	long.NotAfter = noon.Add(5 * time.Hour)
	for _, c := range []struct {
		r     check.Result
		title string
	}{
		{check.Result{Note: check.NoteExpired, Cert: certificate()}, "expired 3 days ago"},
		{check.Result{Note: check.NoteNotYet, Cert: early}, "begins to count in 2 days"},
		{check.Result{Note: check.NoteEndsSoon, Cert: long}, "expires in 5 h 0 min"},
		{check.Result{Note: check.NoteWrongName, Cert: certificate()}, "wats.invalid, a.invalid, b.invalid and 1 more"},
		{check.Result{Note: check.NoteUnknownIssuer, Cert: certificate()}, ": Factory CA."},
		{check.Result{Note: check.NoteInspected, Cert: certificate()}, "by Factory CA, which"},
		{check.Result{Note: check.NoteSlow, Took: 4*time.Second + 20*time.Millisecond, Limit: client.HealthLimit}, "only after 4 s; the window waits 3 s"},
		{check.Result{Note: check.NoteOtherSignIn, Evidence: "Digest, NTLM\u202e"}, "than WATS does: Digest, NTLM\ufffd."},
		{check.Result{Note: check.NoteBehind, Offset: &behind}, "2 min 0 s behind"},
		{check.Result{Note: check.NoteAhead, Offset: &ahead}, "10 min 0 s ahead"},
		{check.Result{Note: check.NotePage, Evidence: "Sign in\u202e"}, "“Sign in\ufffd”"},
		{check.Result{Note: check.NotePage}, "it is not WATS."},
		{check.Result{Note: check.NoteCAFile, Trust: &client.CAError{Path: "/x.pem", Why: client.CAPrivateKey}}, "private key: /x.pem"},
	} {
		c.r.State = check.Failed
		if got := CheckResult(c.r); !strings.Contains(got.Title, c.title) {
			t.Errorf("%s: %q, want …%s…", c.r.Note, got.Title, c.title)
		}
	}
}

func TestEveryCAReasonHasWords(t *testing.T) {
	seen := map[string]bool{}
	for _, why := range []string{client.CAMissing, client.CAUnreadable, client.CATooLarge, client.CANoPEM, client.CAGarbled, client.CAPrivateKey} {
		got := Error(&client.CAError{Path: "/company.pem", Why: why})
		if whole(t, why, got); seen[got.Title] || !strings.Contains(got.Title, "/company.pem") {
			t.Errorf("%s: %+v", why, got)
		}
		seen[got.Title] = true
	}
	whole(t, "of tomorrow", Error(&client.CAError{Path: "x", Why: "of_tomorrow"}))
}

func TestCheckVerdict(t *testing.T) {
	off := -7 * time.Minute
	notice := check.Result{ID: check.TLS, State: check.Notice, Note: check.NotePlain}
	bad := check.Result{ID: check.Reach, State: check.Failed, Err: &client.Error{Kind: client.KindRefused}}
	for _, c := range []struct {
		all    []check.Result
		tone   Tone
		title  string
		advice string
	}{
		{[]check.Result{{ID: check.Name, State: check.Well}}, Good, T("check.all_well"), ""},
		{[]check.Result{notice}, Attention, T("check.remarks"), T("check.note.plain.title")},
		{[]check.Result{notice, notice}, Attention, T("check.remarks_n", 2), T("check.note.plain.title")},
		{[]check.Result{notice, {ID: check.HTTP, State: check.Notice, Note: check.NoteSlow}}, Attention, T("check.slow"), "The server answers only after"},
		{[]check.Result{notice, bad, notice}, Bad, T("check.stops", CheckStep(check.Reach)), T("error.kind.refused.title")},
		{[]check.Result{{ID: check.Clock, State: check.Failed, Note: check.NoteAhead, Offset: &off}}, Bad, T("check.only_clock"), "This PC's clock is 7 min 0 s ahead"},
	} {
		got := CheckVerdict(c.all)
		if got.Tone != c.tone || got.Title != c.title || !strings.HasPrefix(got.Advice, c.advice) {
			t.Errorf("%+v, want %+v", got, c)
		}
	}
}

func TestCheckText(t *testing.T) {
	all := []check.Result{
		{ID: check.Name, State: check.Well, Took: 12 * time.Millisecond, Evidence: "192.0.2.7"},
		{ID: check.TLS, State: check.Failed, Note: check.NoteExpired, Took: 3 * time.Millisecond, Cert: certificate(), Err: &client.Error{Kind: client.KindTLS, Op: "tls", Detail: "x\ny"}},
		{ID: check.HTTP, State: check.NotTried},
		{ID: check.Clock, State: check.Failed, Note: check.NoteClockOrCert, Cert: certificate()},
	}
	got := CheckText("https://wats.invalid", "Station Companion 1", noon, all)
	for _, want := range []string{
		"Connection check of https://wats.invalid · " + FullTime(noon) + " · Station Companion 1\n",
		"It stops at: Safe connection. The server's certificate expired 3 days ago. If this PC's date is right, tell whoever manages WATS to renew it.",
		"  ok      Name             The server's address is known · 12 ms\n                           192.0.2.7\n",
		"  FAILED  Safe connection  The server's certificate expired 3 days ago. · 3 ms\n",
		"                           tls (tls): x␊y\n",
		"  –       Answer           Not tried: a step before it failed.\n",
		"  Who vouches for that     Factory Root\n",
		"  Fingerprint (SHA-256)    0123 4567 89AB CDEF",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.Count(got, "Belongs to") != 1 {
		t.Error("the certificate stands twice")
	}
}

func TestFours(t *testing.T) {
	for text, want := range map[string]string{"": "", "ABC": "ABC", "ABCD": "ABCD", "ABCDEF": "ABCD EF"} {
		if got := Fours(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
