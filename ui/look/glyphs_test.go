package look

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"

	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"
)

// TestWordsNeedNoForeignFont: every character of the catalogue is in the fonts inside the
// program, so that a PC without others shows no box in a sentence.
func TestWordsNeedNoForeignFont(t *testing.T) {
	files, err := filepath.Glob("../words/catalog_en*.go")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for name, content := range map[string][]byte{
		"regular": theme.DefaultTextFont().Content(), "bold": theme.DefaultTextBoldFont().Content(),
	} {
		face, err := font.ParseTTF(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(tree, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					text, _ := strconv.Unquote(lit.Value)
					for _, r := range text {
						if _, ok := face.NominalGlyph(r); !ok && r != '\n' && r != '\t' {
							t.Errorf("%s: the %s font has no %q, in %q", filepath.Base(file), name, r, text)
						}
					}
				}
				return true
			})
		}
	}
}
