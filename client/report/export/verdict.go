package export

import "stationcompanion/client/report"

// verdictWord is the word the window shows for a verdict.
func verdictWord(v report.Verdict) string {
	switch v {
	case report.Passed:
		return "PASSED"
	case report.Failed:
		return "FAILED"
	case report.Errored:
		return "ERROR"
	case report.Terminated:
		return "TERMINATED"
	case report.Done:
		return "DONE"
	case report.Skipped:
		return "SKIPPED"
	}
	return "UNKNOWN"
}

// verdictMark is the sign for a verdict where only text can be shown.
func verdictMark(v report.Verdict) string {
	switch v {
	case report.Passed:
		return "✔"
	case report.Failed:
		return "✖"
	case report.Errored:
		return "▲"
	case report.Terminated:
		return "■"
	case report.Done:
		return "●"
	case report.Skipped:
		return "○"
	}
	return "?"
}
