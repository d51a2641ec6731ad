package lookup

import (
	"fyne.io/fyne/v2"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// verdictShape gives a verdict its mark: told apart by shape as well as by colour.
func verdictShape(v report.Verdict) look.Shape {
	switch v {
	case report.Passed:
		return look.ShapePassed
	case report.Failed:
		return look.ShapeFailed
	case report.Errored:
		return look.ShapeErrored
	case report.Terminated:
		return look.ShapeTerminated
	case report.Done:
		return look.ShapeDone
	case report.Skipped:
		return look.ShapeSkipped
	}
	return look.ShapeUnknown
}

// verdictTone gives a verdict its colour family.
func verdictTone(v report.Verdict) words.Tone {
	switch v {
	case report.Passed:
		return words.Good
	case report.Failed:
		return words.Bad
	case report.Errored:
		return words.Attention
	case report.Terminated:
		return words.Info
	}
	return words.Unknown
}

func verdictColor(v report.Verdict) fyne.ThemeColorName { return look.ToneColor(verdictTone(v)) }
func verdictText(v report.Verdict) fyne.ThemeColorName  { return look.ToneText(verdictTone(v)) }
