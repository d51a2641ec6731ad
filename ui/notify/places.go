package notify

import (
	"strconv"
	"strings"
	"unicode"
)

// PlaceError says that a folder's name would not mean itself to PowerShell, so that no
// notification is sent: with a blank in it the script is not found, and some characters
// would be run. Its text names the character alone; the folder has the user's name.
type PlaceError struct {
	Place string // the variable that names the folder
	Char  rune
}

func (e *PlaceError) Error() string {
	return e.Place + " has the character " + strconv.QuoteRune(e.Char) + ", which PowerShell would not take as it is"
}

// unquoted gives an error where a path holds anything but letters, digits and what is
// plain to PowerShell without quotes (about_Parsing, argument mode).
func unquoted(place, path string) error {
	return only(place, path, func(r rune) bool { return strings.ContainsRune(`\:.-_~`, r) })
}

// quoted gives an error where a path holds what PowerShell looks at between double quotes
// (about_Quoting_Rules), or what no path has.
func quoted(place, path string) error {
	return only(place, path, func(r rune) bool { return unicode.IsGraphic(r) && !strings.ContainsRune("$`\"“”„", r) })
}

// only gives an error with the first character that is neither letter, mark, digit nor fine.
func only(place, path string, fine func(rune) bool) error {
	for _, r := range path {
		if r == unicode.ReplacementChar || !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !fine(r) {
			return &PlaceError{place, r}
		}
	}
	return nil
}
