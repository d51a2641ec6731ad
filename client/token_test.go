package client

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"stationcompanion/station/secret"
)

// A token that is looked up by mistake goes nowhere: no request, no log line, and the
// answer does not repeat it. The tokens of before are known as well.
func TestTokensAreNoQuestions(t *testing.T) {
	bubble(t, wats, noHeartbeat, func(t *testing.T, w world) {
		asks := func(text string, by By) (Answer, error) {
			return w.Find(context.Background(), Query{Text: text, By: by})
		}
		refused := func(text string) {
			t.Helper()
			for _, by := range []By{ByAny, ByID, BySerial, ByPart, ByBarcode} {
				a, err := asks(text, by)
				if e := wantKind(t, err, KindQuestion); e.Detail != QuestionToken || e.CorrelationID == "" {
					t.Errorf("%q by %q: %+v", text, by, e)
				}
				n := w.Investigate(context.Background(), text)
				saved, ok := w.Saved(Query{Text: text, By: by})
				if ok || n.Saved || n.Near != nil || n.Wildcards != "" {
					t.Errorf("%+v %+v", n, saved)
				}
				said, _ := json.Marshal([]any{a, n, saved, err.Error()})
				if strings.Contains(string(said)+fmt.Sprintf("%+v %+v %+v %+v", a, n, saved, err), text) {
					t.Errorf("%q is repeated: %s", text, said)
				}
			}
		}
		const pasted = "Y2FuYXJ5OkNhbmFyeS1TM2NyZXQ=" // canary:Canary-S3cret
		for _, text := range []string{pasted, "Basic " + pasted, "Bearer " + pasted, "\x11" + pasted + "\x19\r\n"} {
			refused(text)
			if !IsToken(CleanText(text)) {
				t.Errorf("%q", text)
			}
		}
		const first, second = "not-base64:0123456789", "another one, of no form"
		cfg := testConfig("http://127.0.0.1")
		for _, token := range []string{first, second, ""} {
			cfg.Token = secret.New(token)
			w.Apply(cfg)
		}
		refused(first)
		refused("Basic " + second)
		if w.dials.Load() != 0 || w.log.with("another") != 0 || w.log.with("not-base64") != 0 || w.log.with(pasted) != 0 {
			t.Errorf("%d connections, and the log says %s", w.dials.Load(), w.log.buf.String())
		}
		for i := range 2 * usedMost {
			cfg.Token = secret.New(fmt.Sprintf("token number %d", i))
			w.Apply(cfg)
		}
		if n := len(w.session().used); n != usedMost {
			t.Errorf("%d tokens are remembered", n)
		}
		if _, err := asks("SN-1001", ByAny); err != nil || w.dials.Load() == 0 {
			t.Errorf("a serial number: %v", err)
		}
		time.Sleep(time.Minute) // what would be written later
		if w.log.with("token number") != 0 {
			t.Error("a token is in the log")
		}
	})
}
