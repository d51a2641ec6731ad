package look

import "stationcompanion/ui/words"

// Visible replaces control, bidi and zero-width characters by visible marks
// (U+FFFD or ␀-style pictures) and cuts at 4 KiB, for text that came from outside.
// It is words.Visible, here for panes that draw text of others.
func Visible(s string) string { return words.Visible(s) }
