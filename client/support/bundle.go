package support

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"
	"time"
)

// Inputs is what a bundle is made of. Texts come as they are: Build takes out of them what
// is private.
type Inputs struct {
	Made    time.Time // the bundle's time, also of the files in it
	Program Program
	Code    Code

	StatusText string // as `status` prints it
	StatusJSON string // as `status --json` prints it

	Settings []Setting
	Token    string   // where the token is kept; never the token
	History  []Change // since the program started
	Record   *Record  // nil = none is kept
	Check    *Check   // nil = none ran
	Logs     []Log
	Kept     []Folder // what the program keeps on disk

	Private Private
	// Incomplete says why a secret may not be known, so that the bundle says it too;
	// empty when all are.
	Incomplete string
	Anonymise  bool
	Named      Named
}

// Setting is a setting with its origin. Settings hold no secrets: the token is none of them.
type Setting struct {
	Key    string   `json:"key"`
	Value  string   `json:"value"`
	Origin string   `json:"origin"`
	Where  string   `json:"where"`
	Locked bool     `json:"locked,omitempty"`
	Beat   []Beaten `json:"beat,omitempty"`
}

// Beaten is a value that lost, and why.
type Beaten struct {
	Value  string `json:"value"`
	Origin string `json:"origin"`
	Where  string `json:"where"`
	Why    string `json:"why"`
}

// Change is one change of the breaker's state.
type Change struct {
	At       time.Time `json:"at"`
	From     string    `json:"from"`
	To       string    `json:"to"`
	Failures int       `json:"failures"` // in a row at that moment
	Note     string    `json:"note,omitempty"`
	Cause    string    `json:"cause,omitempty"` // of a Record its kind alone

	// Of a Record only.
	Probes  int           `json:"-"` // failed ones it stands for
	Last    time.Time     `json:"-"` // of the newest of them
	Lasted  time.Duration `json:"-"`
	Stopped bool          `json:"-"` // the program ended meanwhile: it may have lasted longer
}

// Check is what a connection check found.
type Check struct {
	At    time.Time `json:"at"`
	Steps []Step    `json:"steps"`
}

// Step is the finding of one layer.
type Step struct {
	ID       string  `json:"id"`
	Result   string  `json:"result"` // ok, notice, failed, not_needed, not_tried
	TookMS   float64 `json:"took_ms"`
	Evidence string  `json:"evidence,omitempty"`
	Words    string  `json:"words,omitempty"`
	Cause    string  `json:"cause,omitempty"`
}

// Log is a file of the program's log; its text is the newest part.
type Log struct {
	Name string
	Text string
	Cut  bool // there was more before
}

// File is one file of a bundle. Text is what is written, byte for byte.
type File struct {
	Name string // with slashes: "log/station-companion-20260421.log"
	Text string
}

// ErrNoTime is Build's when Inputs.Made is not set: a bundle says of when it is.
var ErrNoTime = errors.New("a support bundle needs the time it is made at")

// Build makes the files of a bundle, README.txt first. The same inputs give the same
// bytes. With Anonymise names are replaced by pseudonyms, the same in every file.
func Build(in Inputs) ([]File, error) {
	if in.Made.IsZero() {
		return nil, ErrNoTime
	}
	raw, err := in.files()
	if err != nil {
		return nil, err
	}
	clean := NewRedactor(in.Private)
	if in.Anonymise {
		return anonymous(raw, in, clean), nil
	}
	return each(raw, clean.Clean), nil
}

// anonymous cleans the files and names nobody. Names are learned from all of them before
// the first one is written, so that each is replaced everywhere.
func anonymous(files []File, in Inputs, clean *Redactor) []File {
	p := newPseudonyms(in.Named)
	code := in.Code
	code.Station = StationCheck(asStation + "-1")
	for i, f := range files {
		text := strings.ReplaceAll(harmless(f.Text), in.Code.String(), code.String())
		files[i].Text = p.learn(text)
	}
	return each(files, func(text string) string { return clean.Clean(p.replace(text)) })
}

// each changes every file's text, all at the same time: logs are large.
func each(files []File, change func(string) string) []File {
	var work sync.WaitGroup
	for i := range files {
		work.Go(func() { files[i].Text = change(files[i].Text) })
	}
	work.Wait()
	return files
}

// files makes them as they are before anything is taken out.
func (in Inputs) files() ([]File, error) {
	all := []File{
		{"status.txt", in.StatusText}, {"status.json", in.StatusJSON},
		{"settings.txt", in.settingsText()}, {"breaker.txt", in.breakerText()},
	}
	if in.Check != nil {
		j, err := in.Check.json()
		if err != nil {
			return nil, fmt.Errorf("check.json: %w", err)
		}
		all = append(all, File{"check.txt", in.Check.text()}, File{"check.json", j})
	}
	all = append(all, File{"errors.txt", troubleText(in.Logs)}, File{"storage.txt", storageText(in.Kept)}, File{"versions.txt", in.Program.versions()})
	for _, l := range in.Logs {
		all = append(all, File{"log/" + path.Base(l.Name), l.Text})
	}
	return append([]File{{"README.txt", in.readme(all)}}, all...), nil
}
