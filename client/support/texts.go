package support

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// The files of a bundle are for engineers and stay English, as logs do.

const timeForm = "2006-01-02 15:04:05 -07:00"

// what says what is in each file.
var what = map[string]string{
	"status.txt":   "station and connection at that moment, in words",
	"status.json":  "the same for programs",
	"settings.txt": "every setting, where it comes from and what it beat",
	"breaker.txt":  "when the program stopped and resumed asking the server, and why; the last 24 hours",
	"check.txt":    "what the last connection check found, layer by layer",
	"check.json":   "the same for programs",
	"errors.txt":   "the newest warnings and errors of the log; the rest of each story is in the log under its correlation id",
	"storage.txt":  "size and age of what the program keeps: log, settings of the window, saved copies; free disk",
	"versions.txt": "program, operating system, time zone, surroundings, Go and every library",
}

const takenOut = `
Taken out: the WATS token in every form, values of Authorization and Cookie
headers, passwords in addresses (all now %s), account names (now %s)
and home directories (now %s), mail addresses (now %s). A name that is the
station's as well stays. Reports of units are not in here.
`

const anonymousText = `
Anonymous: names of stations, servers and places, serial and part numbers,
report ids, addresses and names of other computers are replaced, each by the
same pseudonym in every file. The support code is that of STATION-1. What a server or certificate
says in words of its own stays: read the files before you hand them on.
`

func (in Inputs) readme(files []File) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Support bundle of Station Companion %s\nMade %s\nSupport code %s\n\n", in.Program.Version, in.Made.Format(timeForm), in.Code)
	for _, f := range files {
		about := what[f.Name]
		if strings.HasPrefix(f.Name, "log/") {
			about = "log of this program"
			if f.Name == "log/"+crashLog {
				about = "trace of the program's last crashes"
			}
			for _, l := range in.Logs {
				if l.Cut && strings.HasSuffix(f.Name, l.Name) {
					about += ", the newest lines"
				}
			}
		}
		fmt.Fprintf(&b, "%s\n    %s\n", f.Name, about)
	}
	fmt.Fprintf(&b, takenOut, forSecret, forUser, forHome, forMail)
	if in.Incomplete != "" {
		fmt.Fprintf(&b, "The saved token could not be asked for (%s),\nbut the log never holds it.\n", in.Incomplete)
	}
	if in.Anonymise {
		b.WriteString(anonymousText)
	}
	return b.String()
}

func (in Inputs) settingsText() string {
	var b strings.Builder
	for _, s := range in.Settings {
		fmt.Fprintf(&b, "%-18s = %s\n    from %s\n", s.Key, s.Value, origin(s.Origin, s.Where))
		if s.Locked {
			b.WriteString("    set by IT\n")
		}
		for _, o := range s.Beat {
			fmt.Fprintf(&b, "    instead of %q from %s: %s\n", o.Value, origin(o.Origin, o.Where), o.Why)
		}
	}
	fmt.Fprintf(&b, "%-18s   %s\n", "token", orNone(in.Token))
	return b.String()
}

func origin(rank, where string) string {
	if where == "" {
		return rank
	}
	return rank + " (" + where + ")"
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func (c *Check) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Connection check of %s\n\n", c.At.Format(timeForm))
	for _, s := range c.Steps {
		took := time.Duration(s.TookMS * float64(time.Millisecond)).Round(100 * time.Microsecond)
		fmt.Fprintf(&b, "%-10s %-10s %9s  %s\n", s.ID, s.Result, took, s.Evidence)
		for _, more := range []string{s.Words, s.Cause} {
			if more != "" {
				fmt.Fprintf(&b, "    %s\n", more)
			}
		}
	}
	return b.String()
}

func (c *Check) json() (string, error) {
	text, err := json.MarshalIndent(c, "", "  ")
	return string(text) + "\n", err
}
