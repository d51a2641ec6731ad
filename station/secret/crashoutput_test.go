package secret

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

// crashing ends this process in several ways while it holds a token.
var crashing = map[string]func(Token){
	"token":  func(t Token) { panic(t) },
	"error":  func(t Token) { panic(fmt.Errorf("with %v and %+v: %w", t, struct{ T Token }{t}, errors.New("x"))) },
	"struct": func(t Token) { panic(struct{ T Token }{t}) },
	"masker": func(t Token) { panic(NewMasker(t)) },
	"nil":    func(t Token) { var p *Token; _ = t; _ = p.Reveal() },
	"index":  func(t Token) { _ = []string{t.Reveal()}[len(t.Reveal())] },
	"header": func(t Token) { send(map[string][]string{"Authorization": {"Basic " + t.Reveal()}}, t.Reveal()) },
	"goroutine": func(t Token) {
		go send(map[string][]string{"Authorization": {"Basic " + t.Reveal()}}, t.Reveal())
		select {}
	},
}

//go:noinline
func send(header map[string][]string, text string) {
	if len(header) != len(text) {
		panic("the request fell over")
	}
}

// TestCrashTellsNoToken: what the runtime writes to the crash file and to stderr when the
// program falls over with a token in its variables, at the most talkative traceback.
func TestCrashTellsNoToken(t *testing.T) {
	if how, path := os.Getenv("SECRET_TEST_CRASH"), os.Getenv("SECRET_TEST_CRASH_FILE"); how != "" {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil || debug.SetCrashOutput(f, debug.CrashOptions{}) != nil {
			t.Fatal(err)
		}
		debug.SetTraceback("system")
		crashing[how](New(text))
	}
	forms := []string{text, text[:12], "identifier:secret", hex.EncodeToString([]byte(text[:8]))}
	turned := []byte(text[:8])
	slices.Reverse(turned) // as a word in a register or on the stack
	forms = append(forms, hex.EncodeToString(turned))
	for how := range crashing {
		t.Run(how, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "crash.log")
			cmd := exec.Command(os.Args[0], "-test.run=^TestCrashTellsNoToken$")
			cmd.Env = append(os.Environ(), "SECRET_TEST_CRASH="+how, "SECRET_TEST_CRASH_FILE="+path)
			said, err := cmd.CombinedOutput()
			wrote, _ := os.ReadFile(path)
			if err == nil || !strings.Contains(string(wrote), "goroutine ") {
				t.Fatalf("no crash: %v, %s", err, said)
			}
			for _, form := range forms {
				if strings.Contains(string(said)+string(wrote), form) {
					t.Errorf("%q is in\n%s\n%s", form, said, wrote)
				}
			}
		})
	}
}
