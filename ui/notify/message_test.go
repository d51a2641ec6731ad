package notify

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stationcompanion/ui/words"
)

// all is the closed list.
var all = []Message{Opened(), Recovered()}

// In every language the texts are there and harmless.
func TestTexts(t *testing.T) {
	defer words.SetLanguage("en")
	for _, l := range words.Languages() {
		words.SetLanguage(l)
		for _, m := range all {
			title, body, err := m.texts()
			if err != nil || strings.HasPrefix(title, "notify.") || strings.HasPrefix(body, "notify.") {
				t.Errorf("%s, %s: %q, %q, %v", l, m.key, title, body, err)
			}
		}
	}
}

// What is not on the list is not sent, and no character of a shell or markup is.
func TestHarmless(t *testing.T) {
	for _, m := range []Message{{}, {"anything else"}} {
		if _, _, err := m.texts(); err == nil {
			t.Errorf("%q can be sent", m.key)
		}
	}
	for _, s := range []string{"", "$(calc)", "$env:X", "a`nb", `a"b`, "a'b", "a;b", "a|b", "a&b", "<b>", "{x}", "a\nb", "a\x00b", "50 %", `\u0022`, "a@b", "#x", "“quoted”"} {
		if harmless(s) {
			t.Errorf("%q passes", s)
		}
	}
	for _, s := range []string{"WATS svarer ikke.", "Suchen warten, grün.", "WATS 没有响应。", "日本語、はい。"} {
		if !harmless(s) {
			t.Errorf("%q does not pass", s)
		}
	}
}

// A Message has no place for a text: one field, which no other package can set.
func TestMessageHoldsNoText(t *testing.T) {
	m := reflect.TypeFor[Message]()
	if m.NumField() != 1 || m.Field(0).IsExported() || m.Field(0).Type != reflect.TypeFor[fixed]() {
		t.Errorf("a message is %v", m)
	}
	for i := range reflect.TypeFor[Sender]().NumMethod() {
		f := reflect.TypeFor[Sender]().Method(i)
		for j := range f.Type.NumIn() {
			if k := f.Type.In(j); k != reflect.TypeFor[Message]() && k.Name() != "Context" {
				t.Errorf("%s takes a %v", f.Name, k)
			}
		}
	}
}

// In the whole program one line hands text to the toolkit's notifications, and here no
// text is made but from a key alone.
func TestNoArgumentGetsIn(t *testing.T) {
	sends, made, asked := 0, 0, 0
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		here := file.Name.Name == "notify"
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				switch called(n) {
				case "SendNotification", "ScheduleNotification", "NewNotification":
					sends++
					if !here {
						t.Errorf("%s calls %s: only ui/notify may", name, called(n))
					}
				case "T":
					if here {
						asked++
						if _, literal := n.Args[0].(*ast.BasicLit); len(n.Args) != 1 || !literal {
							t.Errorf("%s: a text with an argument, or of a key made up", name)
						}
					}
				case "fixed", "Sprintf", "Error":
					if here {
						t.Errorf("%s makes a text with %s", name, called(n))
					}
				}
			case *ast.CompositeLit:
				if id, ok := n.Type.(*ast.Ident); ok && here && id.Name == "Message" && len(n.Elts) > 0 {
					made++
					if key, ok := n.Elts[0].(*ast.Ident); !ok || key.Name != "opened" && key.Name != "recovered" {
						t.Errorf("%s makes another message", name)
					}
				}
			case *ast.SelectorExpr:
				if id, ok := n.X.(*ast.Ident); ok && id.Name == "fyne" && n.Sel.Name == "Notification" && !here {
					t.Errorf("%s uses fyne.Notification: only ui/notify may", name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if sends != 2 || made != len(all) || asked != 2*len(all) {
		t.Errorf("found %d calls, %d messages, %d texts: the walk is broken", sends, made, asked)
	}
	if title, _, _ := Opened().texts(); title != words.T("notify.opened.title", "$(calc)") || strings.Contains(title, strconv.Quote("$")) {
		t.Errorf("%q", title)
	}
}

func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// inbox is an application that notes what it is given.
type inbox []fyne.Notification

func (i *inbox) SendNotification(n *fyne.Notification) { *i = append(*i, *n) }

func TestToolkitSendsTheFixedTexts(t *testing.T) {
	var got inbox
	s := toolkit{app: &got, do: func(fn func()) { fn() }}
	for _, m := range append(all, Message{}, Message{"$(calc)"}) {
		s.Send(t.Context(), m) //nolint:errcheck // the last two are refused
	}
	if len(got) != 2 || got[0].Title != "WATS does not answer" || got[1].Title != "WATS answers again" {
		t.Errorf("%+v", got)
	}
	if s.Withdraw(t.Context()) != nil || s.Close() != nil {
		t.Error("what the toolkit cannot do is no error")
	}
}
