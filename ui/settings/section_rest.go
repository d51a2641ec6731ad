package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// shortWidth is the width of a field that holds a number.
const shortWidth = 160

// buildBehaviour is breaker, timeouts, log and tray.
func (d *Dialog) buildBehaviour() fyne.CanvasObject {
	threshold, _ := d.textField(sectionBehaviour, station.KeyBreakerThreshold, shortWidth)
	retry, _ := d.textField(sectionBehaviour, station.KeyBreakerTimeout, shortWidth)
	request, _ := d.textField(sectionBehaviour, station.KeyRequestTimeout, shortWidth)
	d.copies = newCopiesBox(d)
	cache := d.checkField(sectionBehaviour, station.KeyCache, words.T("settings.cache"))
	size, _ := d.textField(sectionBehaviour, station.KeyCacheSize, shortWidth)
	levels := []string{"DEBUG", "INFO", "WARNING", "ERROR"}
	level := d.choiceField(sectionBehaviour, station.KeyLogLevel, levels, levels)
	formats := []string{"json", "text"}
	format := d.choiceField(sectionBehaviour, station.KeyLogFormat, formats, formats)
	tray := d.checkField(sectionBehaviour, station.KeyCloseToTray, words.T("settings.tray"))
	notes := d.checkField(sectionBehaviour, station.KeyNotifications, words.T("settings.notifications"))
	return container.NewVBox(
		heading(words.T("settings.group.breaker")), threshold.root, retry.root, request.root, space(2),
		heading(words.T("settings.group.cache")), cache.root, size.root, d.copies.root, space(2),
		heading(words.T("settings.group.log")), level.root, format.root, space(2),
		heading(words.T("settings.group.window")), tray.root, notes.root)
}

// buildLook is the theme.
func (d *Dialog) buildLook() fyne.CanvasObject {
	variants := []string{string(look.System), string(look.Light), string(look.Dark)}
	labels := make([]string, len(variants))
	for i, v := range variants {
		labels[i] = words.T("settings.theme." + v)
	}
	theme := d.choiceField(sectionLook, station.KeyTheme, variants, labels)
	return container.NewVBox(theme.root, space(1), caption(words.T("settings.textsize"), look.ColorQuiet))
}
