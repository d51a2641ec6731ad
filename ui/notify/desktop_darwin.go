package notify

// Desktop is this desktop's sender. icon is not used: the toolkit shows the program's own.
func Desktop(app App, do func(func()), icon []byte) Sender { return toolkit{app: app, do: do} }
