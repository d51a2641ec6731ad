//go:build !windows && !darwin

package notify

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/draw"
	"image/png"

	"github.com/godbus/dbus/v5"

	"stationcompanion/ui/instance"
)

// Where desktops show notifications (freedesktop.org, Desktop Notifications 1.2).
const (
	busName  = "org.freedesktop.Notifications"
	busPath  = dbus.ObjectPath("/org/freedesktop/Notifications")
	busShow  = busName + ".Notify"
	busClose = busName + ".CloseNotification"
)

// program is what the desktop files the notifications under.
const program = "Station Companion"

var errNoBus = errors.New("there is no session bus")

// Desktop is this desktop's sender: the session bus, which is asked for at the first
// message and never started. icon is a PNG, or nothing. The toolkit is not used: it cannot
// replace what it sent.
func Desktop(_ App, _ func(func()), icon []byte) Sender {
	return &bus{address: instance.SessionBus, icon: icon}
}

// bus keeps its connection: some desktops take a notification away when the program that
// sent it leaves the bus.
type bus struct {
	address func() string
	icon    []byte
	conn    *dbus.Conn
	id      uint32 // of the notification that stands; 0 = none
}

// Send shows m in the place of the one before.
func (b *bus) Send(ctx context.Context, m Message) error {
	title, body, err := m.texts()
	if err != nil {
		return err
	}
	hints := map[string]dbus.Variant{"urgency": dbus.MakeVariant(byte(1)), "desktop-entry": dbus.MakeVariant("station-companion")}
	if p, ok := pixels(b.icon); ok {
		hints["image-data"] = dbus.MakeVariant(p)
	}
	var id uint32
	err = b.call(ctx, []any{&id}, busShow, program, b.id, "", title, body, []string{}, hints, int32(-1))
	if err == nil {
		b.id = id
	}
	return err
}

// Withdraw takes away what stands; that it is gone already is no error.
func (b *bus) Withdraw(ctx context.Context) error {
	id := b.id
	b.id = 0
	if id == 0 || b.conn == nil {
		return nil
	}
	err := b.call(ctx, nil, busClose, id)
	if _, answered := errors.AsType[dbus.Error](err); answered {
		return nil
	}
	return err
}

// Close leaves the bus.
func (b *bus) Close() error {
	if b.conn == nil {
		return nil
	}
	conn := b.conn
	b.conn = nil
	return conn.Close()
}

// call asks the notification service, connecting first where that is needed. A bus that
// does not answer in time is left.
func (b *bus) call(ctx context.Context, out []any, method string, args ...any) error {
	if b.conn != nil && !b.conn.Connected() {
		b.conn, b.id = nil, 0
	}
	if b.conn == nil {
		conn, err := dial(ctx, b.address())
		if err != nil {
			return err
		}
		b.conn = conn
	}
	call := b.conn.Object(busName, busPath).CallWithContext(ctx, method, 0, args...)
	if call.Err != nil {
		if ctx.Err() != nil {
			return errors.Join(call.Err, b.Close())
		}
		return call.Err
	}
	return call.Store(out...)
}

// dial goes on the bus at address.
func dial(ctx context.Context, address string) (*dbus.Conn, error) {
	if address == "" {
		return nil, errNoBus
	}
	conn, err := dbus.Dial(address)
	if err != nil {
		return nil, err
	}
	defer context.AfterFunc(ctx, func() { conn.Close() })() // #nosec G104 -- a bus that never answers
	if err := conn.Auth(nil); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	if err := conn.Hello(); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// picture is the specification's image: (iiibiiay).
type picture struct {
	Width, Height, Stride int32
	Alpha                 bool
	Bits, Channels        int32
	Data                  []byte
}

// pixels makes a picture of a PNG.
func pixels(icon []byte) (picture, bool) {
	img, err := png.Decode(bytes.NewReader(icon))
	if err != nil {
		return picture{}, false
	}
	size := img.Bounds().Size()
	to := image.NewNRGBA(image.Rectangle{Max: size})
	draw.Draw(to, to.Rect, img, img.Bounds().Min, draw.Src)
	return picture{int32(size.X), int32(size.Y), int32(to.Stride), true, 8, 4, to.Pix}, true // #nosec G115 -- our own icon is some hundred pixels wide
}
