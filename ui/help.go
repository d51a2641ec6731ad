package ui

import (
	"time"

	"stationcompanion/client/support"
	"stationcompanion/ui/words"
)

// helpKeys are the keys of the help list and what they do.
var helpKeys = []struct{ keys, word string }{
	{"Enter", "enter"},
	{"F5", "f5"},
	{"/  Ctrl+F", "find"},
	{"Esc", "esc"},
	{"F8", "f8"},
	{"Shift+F8", "shift_f8"},
	{"F3  Shift+F3", "f3"},
	{"F4  Shift+F4", "f4"},
	{"Ctrl+,", "settings"},
	{"Ctrl++  Ctrl+−", "size"},
	{"Ctrl+0", "normal"},
	{"F2", "f2"},
	{"F1", "f1"},
}

// about is what the help list tells of the program itself.
type about struct {
	version string
	uptime  time.Duration
	memory  support.Memory
}

func (w *Window) about() about {
	return about{w.o.Version, w.o.Now().Sub(w.started()), support.MemoryNow()}
}

// helpFacts is the help list; hides tells what closing the window does.
func helpFacts(hides bool, a about) []fact {
	var out []fact
	for _, k := range helpKeys {
		out = append(out, fact{k.keys, words.T("window.help." + k.word)})
	}
	closing := "window.help.close_quits"
	if hides {
		closing = "window.help.close_hides"
	}
	return append(out, fact{"", words.T("window.help.scan")}, fact{"", words.T(closing)},
		fact{"", words.T("window.help.version", a.version)},
		fact{words.T("support.uptime"), words.Uptime(a.uptime)},
		fact{words.T("support." + memoryKey(a.memory)), memoryShown(a.memory)})
}
