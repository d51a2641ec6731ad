package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
)

// option is one button of a choice.
type option struct {
	value string
	*button
}

// choice is a row of buttons of which one is chosen, told by its ring as well as
// by its ground.
type choice struct {
	options []option
	objects []fyne.CanvasObject
	value   string
}

// newChoice makes one of pairs of value and label.
func newChoice(values, labels []string, esc func(), chosen func(string)) *choice {
	c := &choice{}
	for i, v := range values {
		b := newButton(labels[i], theme.RadioButtonIcon(), esc, func() { chosen(v) })
		b.Alignment = widget.ButtonAlignLeading
		c.options = append(c.options, option{v, b})
		c.objects = append(c.objects, look.Sized(b, 96, look.TargetPrimary))
	}
	return c
}

// show marks the chosen value.
func (c *choice) show(value string) {
	c.value = value
	for _, o := range c.options {
		icon, importance := theme.RadioButtonIcon(), widget.LowImportance
		if o.value == value {
			icon, importance = theme.RadioButtonCheckedIcon(), widget.MediumImportance
		}
		if o.Importance != importance || o.Icon != icon {
			o.Icon, o.Importance = icon, importance
			o.Refresh()
		}
	}
}

// enable makes one of the options, or with an empty value all of them, (un)usable.
func (c *choice) enable(value string, yes bool) {
	for _, o := range c.options {
		if value != "" && o.value != value {
			continue
		}
		if yes {
			o.Enable()
		} else {
			o.Disable()
		}
	}
}
