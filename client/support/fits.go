package support

import "strings"

// alike are the ways a name can be heard or read otherwise: the letters that look and sound
// like digits.
var alike = []*strings.Replacer{
	strings.NewReplacer(),
	strings.NewReplacer("O", "0"), strings.NewReplacer("0", "O"),
	strings.NewReplacer("I", "1", "L", "1"), strings.NewReplacer("1", "I"), strings.NewReplacer("1", "L"),
	strings.NewReplacer("O", "0", "I", "1", "L", "1"), strings.NewReplacer("0", "O", "1", "I"), strings.NewReplacer("0", "O", "1", "L"),
}

// StationFits reports whether a station's name is the one a code was made of, and as what it
// was read: as it is, else with O for 0 and I or L for 1, or the other way round, since a
// name is told by voice, too. One in 4096 other names fits by chance, and one in 455 for
// names that have such letters or digits.
func StationFits(name string, check uint16) (as string, ok bool) {
	if StationCheck(name) == check {
		return name, true
	}
	upper := strings.ToUpper(name)
	for _, a := range alike {
		if as := a.Replace(upper); StationCheck(as) == check {
			return as, true
		}
	}
	return name, false
}
