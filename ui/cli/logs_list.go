package cli

import (
	"context"

	"stationcompanion/client/report/plain"
	"stationcompanion/logging"
	"stationcompanion/logging/known"
	"stationcompanion/ui/words"
)

// logList is `logs --list --json`, the log written last first.
type logList struct {
	Logs []logEntry `json:"logs"`
}

// logEntry is one log. Pattern is there where Path is a folder: the names of its files.
type logEntry struct {
	Name     string `json:"name"`
	Path     string `json:"path"`
	Pattern  string `json:"pattern,omitempty"`
	Size     int64  `json:"size"` // bytes
	Modified string `json:"modified"`
}

// listLogs prints the logs found on this PC.
func listLogs(ctx context.Context, c Command, env Env, p *printer) int {
	logs := known.Find(ctx, logging.DefaultDir())
	if c.Options.JSON {
		list := logList{Logs: []logEntry{}}
		for _, l := range logs {
			list.Logs = append(list.Logs, logEntry{l.Name, l.Path, l.Pattern, l.Size, stamp(l.Modified)})
		}
		writeJSON(p, list)
	} else {
		var rows [][]string
		for _, l := range logs {
			rows = append(rows, []string{l.Name, words.FullTime(l.Modified), words.Bytes(l.Size), plain.Visible(l.Path)})
		}
		for _, line := range table(rows) {
			p.line(line)
		}
	}
	if len(logs) > 0 {
		return ExitOK
	}
	tellLine(env.Err, words.T("cli.logs.none_found"))
	return ExitNone
}
