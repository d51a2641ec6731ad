//go:build linux

package ui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/cache"
	"stationcompanion/client/report"
	"stationcompanion/logging"
	"stationcompanion/station"
	"stationcompanion/station/secret"
	"stationcompanion/ui/words"
)

// place is one of the places the program writes to. It is filled while that works; later
// the place refuses, and try says what is wrong with what the program then does: it must
// give what was there and an error in words; after that the place works again or not.
type place struct {
	name string
	fill func(dir string) error
	// try gives the words of the refusal.
	try func(dir string) (words.Trouble, error)
	// again writes once more, where there is room again.
	again func(dir string) error
}

const kept = "33a2d408-3fc8-480b-b554-6866c77fd91c"

var places = []place{
	{"station.conf", confSave("A"), confTry, confSave("B")},
	{"token file", tokenSave, tokenTry, tokenSave},
	{"log", logSave("early"), logTry, logSave("late")},
	{"saved copies", copySave, copyTry, copySave},
	{"window's state", stateSave, stateTry, stateSave},
}

func conf(dir string) *station.Keeper {
	return station.NewKeeper(station.Inputs{UserPath: filepath.Join(dir, "station.conf")})
}

func confSave(name string) func(string) error {
	return func(dir string) error {
		_, err := conf(dir).Update(station.ScopeUser, station.Change{Set: map[station.Key]string{station.KeyStation: name}})
		return err
	}
}

func confTry(dir string) (words.Trouble, error) {
	k := conf(dir)
	before := k.State().Identity.Name
	_, err := k.Update(station.ScopeUser, station.Change{Set: map[station.Key]string{station.KeyLocation: "L"}})
	t := words.Error(err)
	if !strings.Contains(t.Title, "/station.conf") {
		return t, errors.New("the file is not named")
	}
	if before != "A" || k.Reload().Identity.Name != "A" || conf(dir).State().Identity.Name != "A" {
		return t, errors.New("the settings are lost")
	}
	return t, nil
}

func tokenSave(dir string) error {
	_, err := secret.Store{Dir: dir, NoKeyring: true}.Save(noTest, "https://wats.invalid", secret.New("dG9rZW4="))
	return err
}

func tokenTry(dir string) (words.Trouble, error) {
	s := secret.Store{Dir: dir, NoKeyring: true}
	_, err := s.Save(noTest, "https://wats.invalid", secret.New(strings.Repeat("x", 5000)))
	t := words.Error(err)
	got, _, err := s.Load(noTest, "https://wats.invalid")
	if err != nil || got.Reveal() != "dG9rZW4=" {
		return t, fmt.Errorf("the token is lost: %w", err)
	}
	if !strings.Contains(t.Title, "/tokens.json") {
		return t, errors.New("the file is not named")
	}
	return t, nil
}

func logSave(text string) func(string) error {
	return func(dir string) error {
		l, err := logging.Open(logging.Options{Dir: dir})
		if err != nil {
			return err
		}
		log := l.For("test")
		log.Info().Msg(text)
		return errors.Join(l.Problem(), l.Close())
	}
}

func logTry(dir string) (words.Trouble, error) {
	l, err := logging.Open(logging.Options{Dir: dir})
	if err != nil {
		return words.Trouble{}, err
	}
	defer l.Close()
	log := l.For("test")
	for range 3 {
		log.Info().Msg("dropped")
	}
	t := words.Log(l.Problem(), l.Dropped())
	if l.Dropped() != 3 || !strings.Contains(t.Advice, "3 lines") || !strings.Contains(t.Technical, dir) {
		return t, fmt.Errorf("%d dropped", l.Dropped())
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.log"))
	for _, f := range files {
		if data, _ := os.ReadFile(f); strings.Contains(string(data), "early") {
			return t, nil
		}
	}
	return t, errors.New("the older log is lost")
}

func copySave(dir string) error {
	c, err := cache.Open(cache.Options{Dir: dir, Account: "a"})
	if err != nil {
		return err
	}
	return errors.Join(c.Put(noTest, kept, report.Header{UUID: kept, Start: time.Unix(0, 0)}, []byte("kept")), c.Close())
}

func copyTry(dir string) (words.Trouble, error) {
	c, err := cache.Open(cache.Options{Dir: dir, Account: "a"})
	if err != nil {
		return words.Trouble{}, err
	}
	defer c.Close()
	other := "43a2d408-3fc8-480b-b554-6866c77fd91c"
	err = c.Put(noTest, other, report.Header{UUID: other}, []byte("more"))
	t := words.Error(err)
	if !strings.Contains(t.Title, dir) || !strings.Contains(t.Title, other) {
		return t, errors.New("the file is not named")
	}
	if said := words.SavedCopies(c.Stats(), time.Now()); !strings.Contains(said, "new ones are not kept: ") {
		return t, errors.New(said)
	}
	b, _, err := c.Get(kept)
	if err != nil {
		return t, err
	}
	data, err := b.Bytes()
	if string(data) != "kept" {
		return t, fmt.Errorf("the saved copy is lost: %w", err)
	}
	return t, nil
}

func stateSave(dir string) error {
	return StateFile{Width: 1234}.Save(filepath.Join(dir, "window.json"))
}

func stateTry(dir string) (words.Trouble, error) {
	path := filepath.Join(dir, "window.json")
	t := words.Error(StateFile{Width: 999}.Save(path))
	if LoadState(path).Width != 1234 {
		return t, errors.New("the state is lost")
	}
	if !strings.Contains(t.Title, path) {
		return t, errors.New("the file is not named")
	}
	return t, nil
}

// nowhere tells, by place, what is said where not even its folder can be made.
var nowhere = map[string]func(dir string) words.Trouble{
	"station.conf": func(dir string) words.Trouble { return words.Error(confSave("A")(dir)) },
	"token file":   func(dir string) words.Trouble { return words.Error(tokenSave(dir)) },
	"log": func(dir string) words.Trouble {
		l, err := logging.Open(logging.Options{Dir: dir})
		if err != nil {
			return words.Trouble{Title: "no log at all: " + err.Error()}
		}
		defer l.Close()
		log := l.For("test")
		log.Info().Msg("dropped")
		return words.Log(l.Problem(), l.Dropped())
	},
	"saved copies": func(dir string) words.Trouble {
		c, err := cache.Open(cache.Options{Dir: dir, Account: "a"}) // usable in any case
		t := words.Error(err)
		t.Title += " " + words.SavedCopies(c.Stats(), time.Now())
		if err := c.Close(); err != nil {
			t.Title = "not closed: " + err.Error()
		}
		return t
	},
	"window's state": func(dir string) words.Trouble { return words.Error(stateSave(dir)) },
}

// tryNowhere tries places whose folders are not there and cannot be made.
func tryNowhere(t *testing.T, dir, cause string) {
	t.Helper()
	for name, try := range nowhere {
		if said := try(filepath.Join(dir, "none", "below")); !strings.Contains(said.Title, cause) || said.Advice == "" {
			t.Errorf("nowhere to put the %s: %+v, want …%s…", name, said, cause)
		}
	}
}

// fillPlaces makes a folder for each place and fills it.
func fillPlaces(t *testing.T, dir string) {
	t.Helper()
	for _, p := range places {
		if err := errors.Join(os.Mkdir(p.dir(dir), 0o755), p.fill(p.dir(dir))); err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
	}
}

func (p place) dir(dir string) string {
	return filepath.Join(dir, strings.ReplaceAll(p.name, " ", "-"))
}

// tryPlaces tries every place; each must say the same cause.
func tryPlaces(t *testing.T, dir, cause string) {
	t.Helper()
	for _, p := range places {
		said, err := p.try(p.dir(dir))
		if err != nil {
			t.Errorf("%s: %v: %+v", p.name, err, said)
		}
		if !strings.Contains(said.Title, cause) || said.Advice == "" {
			t.Errorf("%s: %+v, want …%s…", p.name, said, cause)
		}
		t.Logf("%s: %s", p.name, said.Joined())
		if left, _ := filepath.Glob(filepath.Join(p.dir(dir), ".*tmp*")); len(left) > 0 {
			t.Errorf("%s: left over: %s", p.name, left)
		}
	}
}
