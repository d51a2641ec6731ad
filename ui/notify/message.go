package notify

import (
	"errors"
	"strings"
	"unicode"

	"stationcompanion/ui/words"
)

// Message is one of the closed list below. Nothing can be filled into one: it has a key of
// the catalogue, which no other package can set, and no text.
type Message struct{ key fixed }

// fixed names a message of the list.
type fixed string

const (
	opened    fixed = "opened"
	recovered fixed = "recovered"
)

// Opened says that WATS does not answer.
func Opened() Message { return Message{opened} }

// Recovered says that WATS answers again.
func Recovered() Message { return Message{recovered} }

// errText is a text of the catalogue that cannot be sent.
var errText = errors.New("the notification's text has characters that are not sent")

// texts gives a message's title and body in the language in use; an error where they have
// anything but letters, digits and the plainest punctuation.
func (m Message) texts() (title, body string, err error) {
	switch m.key {
	case opened:
		title, body = words.T("notify.opened.title"), words.T("notify.opened.body")
	case recovered:
		title, body = words.T("notify.recovered.title"), words.T("notify.recovered.body")
	}
	if !harmless(title) || !harmless(body) {
		return "", "", errText
	}
	return title, body, nil
}

// harmless reports whether a text has only characters that mean nothing to any shell and
// to no markup. An empty one is not.
func harmless(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" .,:-。，：、", r) {
			return false
		}
	}
	return s != ""
}
