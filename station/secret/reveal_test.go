package secret

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"strings"
	"testing"
)

// revealing are the files that may ask a Token for its text, and how often. Outside this
// package the text goes into the Authorization header, and into the hash that tells one
// account's saved copies from another's.
var revealing = map[string]int{
	"client/saved.go":           1, // account: only a hash of it is kept
	"client/session.go":         2, // is it fit for a header; the header
	"station/secret/file.go":    2, // tokens.json
	"station/secret/pasted.go":  2, // compared with what is looked up
	"station/secret/mask.go":    1, // what is to be taken out of texts
	"station/secret/resolve.go": 1, // is it one line of text
	"station/secret/secret.go":  2, // Equal
	"station/secret/store.go":   1, // the keyring
}

// TestRevealIsCalledWhereItMust: every mention of Reveal in the program's sources,
// whatever it is called on and also as a method value, stands in the list above.
func TestRevealIsCalledWhereItMust(t *testing.T) {
	root, files, got := filepath.Join("..", ".."), 0, map[string]int{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "build" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files++
		rel, _ := filepath.Rel(root, name)
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Reveal" {
				got[filepath.ToSlash(rel)]++
			}
			return true
		})
		return nil
	})
	if err != nil || files < 300 {
		t.Fatalf("%d files, %v", files, err)
	}
	if !maps.Equal(got, revealing) {
		t.Errorf("Reveal is called in %v\nand may be in %v", got, revealing)
	}
}
