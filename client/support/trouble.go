package support

import (
	"slices"
	"strings"
)

// troubleMost is how many warnings and errors of the log are put together.
const troubleMost = 100

// troubles are what a line of the log has that is a warning or an error: in JSON, and as text.
var troubles = map[bool][]string{
	true:  {`"level":"WARNING"`, `"level":"ERROR"`},
	false: {" WARNING ", " ERROR "},
}

// troubleText gives the newest warnings and errors of the logs, the newest first, each with
// the correlation id that its whole story is found under. The logs come newest first.
func troubleText(logs []Log) string {
	var found []string
	for _, l := range logs {
		if !strings.HasPrefix(l.Name, ownLog) {
			continue
		}
		lines := strings.Split(strings.TrimRight(l.Text, "\n"), "\n")
		slices.Reverse(lines)
		for _, line := range lines {
			if len(found) == troubleMost {
				break
			}
			if isTrouble(line) {
				found = append(found, line)
			}
		}
	}
	if len(found) == 0 {
		return "The log holds no warning and no error.\n"
	}
	return strings.Join(found, "\n") + "\n"
}

func isTrouble(line string) bool {
	head := line[:min(len(line), 60)] // the level comes after the time
	return slices.ContainsFunc(troubles[strings.HasPrefix(line, "{")], func(t string) bool { return strings.Contains(head, t) })
}
