package words

import "stationcompanion/client"

// Nothing lists what to do about a question that found nothing: first what a closer look
// found (nil while that is under way), then what cannot be seen from here.
func Nothing(a client.Answer, n *client.Nothing) (points []string) {
	if n != nil {
		for _, near := range n.Near {
			points = append(points, T("nothing."+string(near.Why), Visible(near.Serial), Visible(near.Part), Verdict(near.Newest.Verdict())))
		}
		if len(n.Near) == 0 && n.Unasked == nil && a.ReadAs.By != client.ByID {
			points = append(points, T("nothing.no_near"))
		}
		if n.Unasked != nil {
			points = append(points, T("nothing.unasked", Error(n.Unasked).Title))
		}
		if n.Saved {
			points = append(points, T("nothing.saved"))
		}
		if n.Wildcards != "" {
			points = append(points, T("nothing.wildcards", n.Wildcards))
		}
	}
	if a.ReadAs.By == client.ByID {
		points = append(points, T("lookup.nothing.id"))
	}
	points = append(points, T("lookup.nothing.wait"))
	if n == nil && a.ReadAs.By != client.ByID {
		points = append(points, T("lookup.nothing.check"))
	}
	return append(points, T("lookup.nothing.token"))
}
