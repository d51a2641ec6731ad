// Package words turns states and errors into sentences for people. Window and
// command line both take their words from here; no other package holds any.
// It imports no GUI. Every text comes from a catalogue by key, ready for
// translation; ids, log lines and error codes stay English.
//
// Sentences are short and active, without jargon, blame or exclamation marks, and
// those that tell of trouble end with what to do next.
package words

// Tone is how a sentence feels; the window gives it colour and the mark shape.
type Tone uint8

// The tones.
const (
	Unknown Tone = iota // grey: nothing known yet, or stale
	Good
	Bad
	Attention
	Info
)

// Action is the one thing to press next.
type Action string

// The actions.
const (
	NoAction  Action = ""
	TryNow    Action = "try_now"
	OpenSetup Action = "open_settings"
	GiveToken Action = "give_token"
	// CheckLayers opens the page that checks the connection layer by layer.
	CheckLayers Action = "check"
)

// Sentence is a state in words: Title is a few words ("Connected"), Detail
// what is so ("answered just now · 12 ms · WATS 2026.1"), Advice what to do next.
type Sentence struct {
	Tone   Tone
	Title  string
	Detail string
	Advice string
	Action Action
	// Ticks is set when Detail counts down or up and so changes by the second.
	Ticks bool
}

// Trouble is an error for people: what happened, what to do next, and the cause.
type Trouble struct{ Title, Advice, Technical string }

// Joined gives Title and Advice as one text for a line of a console or a list.
func (t Trouble) Joined() string { return sentences(t.Title, t.Advice) }

// dot separates facts on one line.
const dot = " · "

// facts joins what is not empty with a middle dot.
func facts(parts ...string) string { return joinFull(dot, parts) }

// sentences joins what is not empty with a space.
func sentences(parts ...string) string { return joinFull(" ", parts) }

func joinFull(sep string, parts []string) string {
	all := ""
	for _, p := range parts {
		switch {
		case p == "":
		case all == "":
			all = p
		default:
			all += sep + p
		}
	}
	return all
}
