package availability

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

// A crash loses at most a minute, and the disk is written at most once a minute.
func TestSavedEveryMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t)
		g.start()
		writes, last := 0, ""
		for range 30 {
			g.src.beats(20 * time.Second)
			raw, err := os.ReadFile(g.path)
			if err == nil && string(raw) != last {
				writes, last = writes+1, string(raw)
			}
		}
		if writes < 9 || writes > 10 {
			t.Errorf("written %d times in 10 minutes", writes)
		}
		k, err := decode([]byte(last))
		if err != nil {
			t.Fatal(err)
		}
		if lost := time.Since(k.end()); lost > time.Minute+tick {
			t.Errorf("a crash would lose %s", lost)
		}
		g.stop()
		info, err := os.Stat(g.path)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("mode %o", info.Mode().Perm())
		}
		if files, _ := os.ReadDir(filepath.Dir(g.path)); len(files) != 1 {
			t.Errorf("left behind: %v", files)
		}
	})
}

// good is a file as it is written.
func good(t *testing.T) []byte {
	t.Helper()
	raw, err := encode(full().keeps())
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// full has as much as there can be.
func full() *Recorder {
	r := New(Options{})
	for i := range MaxPieces {
		p := Piece{At: time.UnixMilli(int64(i)), Link: client.LinkTokenRefused, Kind: client.KindUnauthorized}
		p.Spans = [states]time.Duration{time.Second, 10 * time.Second, time.Minute, time.Second}
		r.line.pieces = append(r.line.pieces, p)
	}
	for range MaxChanges {
		r.changes.list = append(r.changes.list, Change{At: time.UnixMilli(1 << 40), Last: time.UnixMilli(1 << 40), From: breaker.HalfOpen, To: breaker.Open, Kind: client.KindUnauthorized, Note: strings.Repeat("x", noteMax), Lasted: time.Hour, Probes: 1 << 30, Failures: 1 << 30})
	}
	return r
}

func TestDamagedFilesAreSetAside(t *testing.T) {
	raw := good(t)
	if len(raw) > fileMax/5 {
		t.Errorf("the fullest file has %d bytes", len(raw))
	}
	torn := bytes.Clone(raw)
	clear(torn[len(torn)/2:])
	flipped := bytes.Clone(raw)
	flipped[100] ^= 1
	newer, err := encode(&kept{Version: 99})
	if err != nil {
		t.Fatal(err)
	}
	wild := full().keeps()
	wild.Pieces[3].Spans[1] = -5
	negative, err := encode(wild)
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{
		"empty": {}, "cut": raw[:len(raw)-40], "torn": torn, "flipped": flipped, "NULs": make([]byte, 500),
		"newer": newer, "negative": negative, "huge": make([]byte, fileMax+1), "twice": append(bytes.Clone(raw), raw...),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				g := newRig(t)
				put(t, g.path, raw)
				g.start()
				g.src.beats(2 * time.Minute)
				if v := g.r.View(); !v.SetAside || len(v.Changes) != 0 {
					t.Errorf("not set aside: %+v", v)
				}
				g.sums("anew", 2*time.Minute, 0, 0, 0)
				g.stop()
				if aside, err := os.ReadFile(g.path + ".damaged"); err != nil || !bytes.Equal(aside, raw) {
					t.Errorf("what was there is gone: %v", err)
				}
				if n := strings.Count(g.log.String(), "damaged and was put aside"); n != 1 {
					t.Errorf("said %d times: %s", n, &g.log)
				}
				if now, err := os.ReadFile(g.path); err != nil {
					t.Error(err)
				} else if _, err := decode(now); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// Every prefix of a file, with and without what was not flushed yet zeroed, is either the
// file or damaged, never something else.
func TestEveryPrefixIsKnownForWhatItIs(t *testing.T) {
	raw := good(t)
	for n := range len(raw) {
		if n > 2000 && n < len(raw)-2000 && n%97 != 0 {
			continue
		}
		if _, err := decode(raw[:n]); !errors.Is(err, errDamaged) {
			t.Fatalf("%d of %d bytes: %v", n, len(raw), err)
		}
		zeroed := append(bytes.Clone(raw[:n]), make([]byte, len(raw)-n)...)
		if _, err := decode(zeroed); !errors.Is(err, errDamaged) {
			t.Fatalf("%d of %d bytes, then NULs: %v", n, len(raw), err)
		}
	}
	k, err := decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := encode(k); !bytes.Equal(again, raw) {
		t.Error("read and written again it is another")
	}
}

// What cannot be read is left alone, what cannot be written is said once.
func TestFileInTheWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t)
		if err := os.MkdirAll(filepath.Join(g.path, "full"), 0o700); err != nil {
			t.Fatal(err)
		}
		g.start()
		g.src.beats(5 * time.Minute)
		g.stop()
		if !strings.Contains(g.log.String(), "cannot be read") || strings.Contains(g.log.String(), "could not be written") {
			t.Errorf("log: %s", &g.log)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t)
		g.start()
		put(t, filepath.Dir(g.path), []byte("a file where the folder should be"))
		g.src.beats(5 * time.Minute)
		g.stop()
		if n := strings.Count(g.log.String(), "could not be written"); n != 1 {
			t.Errorf("said %d times: %s", n, &g.log)
		}
	})
}

func put(t *testing.T, path string, raw []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

func FuzzDecode(f *testing.F) {
	raw, err := encode(full().keeps())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte("{}\n00000000\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		k, err := decode(raw)
		if err != nil {
			return
		}
		l := line{pieces: k.pieces()}
		l.add(k.end(), present{}, time.Hour)
		if again, err := encode(k); err != nil || len(again) > 2*fileMax {
			t.Fatal(err)
		}
	})
}
