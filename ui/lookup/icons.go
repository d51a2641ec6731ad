package lookup

import "stationcompanion/ui/look"

// chartIcon is a curve in its axes.
var chartIcon = look.Icon("chart", `<path d="M3 3h2v16h16v2H3z"/><path d="M6.5 15.6l4-5.6 3.4 3 4.6-7.3 1.7 1.1-5.9 9.3-3.5-3.1-2.7 3.8z"/>`)
