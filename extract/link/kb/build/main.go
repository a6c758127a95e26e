// Command build makes the generated files of the knowledge base (cities.tsv,
// legislators.txt, heads.txt, qids.txt, phoenix.txt, firstnames.txt) from their sources:
//
//	go run ./extract/link/kb/build -from DIR -to extract/link/kb
//
// DIR holds the sources under the names in the table below, each gzipped. The
// other files of the knowledge base are written by hand; build reads
// places.txt, offices.txt and persons.txt to leave out what they already say.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	from := flag.String("from", "", "folder of the gzipped sources")
	to := flag.String("to", "extract/link/kb", "folder of the knowledge base")
	flag.Parse()
	if *from == "" {
		flag.Usage()
		os.Exit(2)
	}
	s := &sources{from: *from, to: *to}
	for _, f := range []struct {
		name string
		make func(*sources) ([]byte, error)
	}{
		{"cities.tsv", cities},
		{"legislators.txt", legislators},
		{"heads.txt", heads},
		{"qids.txt", qids},
		{"phoenix.txt", phoenix},
		{"firstnames.txt", firstNames},
	} {
		data, err := f.make(s)
		if err == nil {
			err = os.WriteFile(filepath.Join(*to, f.name), data, 0o644)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "build: %s: %v\n", f.name, err)
			os.Exit(1)
		}
		fmt.Printf("%s: %d bytes, %d lines\n", f.name, len(data), bytes.Count(data, []byte("\n")))
	}
}

// sources finds the files that build reads.
type sources struct{ from, to string }

func (s *sources) open(name string) ([]byte, error) {
	f, err := os.Open(filepath.Join(s.from, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}

// entries returns the entries of a hand-written file, split at "|".
func (s *sources) entries(name string) ([][]string, error) {
	data, err := os.ReadFile(filepath.Join(s.to, name))
	if err != nil {
		return nil, err
	}
	var out [][]string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		out = append(out, f)
	}
	return out, nil
}

// codes maps ISO 3166-1 alpha-2 to alpha-3, from nations.txt.
func (s *sources) codes() (map[string]string, error) {
	entries, err := s.entries("nations.txt")
	if err != nil {
		return nil, err
	}
	m := map[string]string{}
	for _, f := range entries {
		if m[f[1]] == "" { // withdrawn codes come last and do not displace live ones
			m[f[1]] = f[0]
		}
	}
	return m, nil
}

// slug is how the knowledge base makes IDs of plain names.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(unaccent(name)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == ' ' || r == '-' || r == '–' || r == '/' || r == ',':
			if s := b.String(); s != "" && s[len(s)-1] != '-' {
				b.WriteByte('-')
			}
		case r == '&':
			if s := b.String(); s != "" && s[len(s)-1] != '-' {
				b.WriteByte('-')
			}
			b.WriteString("and-")
		}
	}
	return strings.Trim(b.String(), "-")
}
