package cli

import (
	"strings"
	"testing"

	"stationcompanion/client"
	"stationcompanion/client/support"
)

func TestCode(t *testing.T) {
	home(t)
	down := support.Code{State: support.State(client.LinkDown), Cause: client.KindRefused, Version: "1.2.3", Station: support.StationCheck("FCT-LINE2-07")}.String()
	for _, c := range []struct {
		args []string
		code int
		says []string
	}{
		{[]string{"code", "1014-23J6"}, ExitOK, []string{"1014-23J6\n", "State     Connected", "Cause     none", "Program   1.2.0", "--station"}},
		{[]string{"code", "io14 23j6"}, ExitOK, []string{"1014-23J6\n"}},
		{[]string{"code", down}, ExitOK, []string{"WATS does not answer", "Nothing answers", "1.2.3"}},
		{[]string{"code", down, "--station", "fct line2 07"}, ExitOK, []string{"fct line2 07 fits"}},
		{[]string{"code", down, "--station", "fct-line2-o7"}, ExitOK, []string{"FCT-LINE2-07 fits"}},
		{[]string{"code", down, "--station", "TEST-08"}, ExitBad, []string{"TEST-08 is another name"}},
		{[]string{"code", support.Code{State: support.State(client.LinkChecking)}.String()}, ExitOK, []string{"Checking…", "not a released version"}},
	} {
		got := command(t, c.args...)
		for _, say := range c.says {
			if !strings.Contains(got.out, say) {
				t.Errorf("%q does not say %q:\n%s", c.args, say, got.out)
			}
		}
		if got.code != c.code || got.err != "" {
			t.Errorf("%q: %+v", c.args, got)
		}
	}
	var a codeAnswer
	got := command(t, "code", down, "--station", "TEST-08", "--json")
	decode(t, got.out, &a)
	if got.code != ExitBad || a.State != support.State(client.LinkDown) || a.Cause != client.KindRefused || a.Fits == nil || *a.Fits || a.Advice == "" || a.Version != "1.2.3" {
		t.Errorf("%d, %+v", got.code, a)
	}
	got = command(t, "code", down, "--json")
	if !strings.Contains(got.out, `"fits": null`) {
		t.Error(got.out)
	}
}

// TestCodeInWords: every state and cause a code can hold has words.
func TestCodeInWords(t *testing.T) {
	for _, k := range append(client.Kinds(), client.KindNone) {
		for _, l := range []client.Link{client.LinkNotSetUp, client.LinkChecking, client.LinkConnected, client.LinkUnsure, client.LinkDown,
			client.LinkTokenRefused, client.LinkNotWATS, client.LinkPaused, client.LinkWithheld} {
			a := answerOf(support.Code{State: support.State(l), Cause: k}, "")
			if a.StateWords == "" || (a.CauseWords == "") != (k == client.KindNone) {
				t.Errorf("%s, %s: %+v", l, k, a)
			}
		}
	}
}

func TestCodeThatIsWrong(t *testing.T) {
	home(t)
	for text, say := range map[string]string{
		"1014-23J7": "Ask for it again, letter by letter", "1014": "eight letters", "ÆØÅ": "eight letters", "\x1b[2J": "eight letters", "Z000-000J": "",
	} {
		got := command(t, "code", text)
		if got.code != ExitBad || got.out != "" || !strings.Contains(got.err, say) || strings.ContainsRune(got.err, 0x1b) {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if got := codeTrouble(support.ErrCodeFormat); !strings.Contains(got.Joined(), "newest Station Companion") {
		t.Errorf("%+v", got)
	}
	for _, args := range [][]string{{"code"}, {"code", "a", "b"}, {"code", "--list", "a"}, {"bundle"}, {"bundle", "-o", "f", "--list"}, {"bundle", "x", "-o", "f"}, {"bundle", "-o", "f", "--json"}, {"status", "--anonymise"}} {
		if got := command(t, args...); got.code != ExitUsage || !strings.HasSuffix(got.err, ".") {
			t.Errorf("%q: %+v", args, got)
		}
	}
}
