package merge

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"newsgraph/graph"
)

// manifestFormat is raised when an older newsgraph could not read a folder rightly.
const manifestFormat = 1

// Manifest says what a folder was made of and by what. It holds no time of day:
// the same input gives the same manifest.
type Manifest struct {
	Format      int               `json:"format"`
	Version     string            `json:"version"` // of newsgraph
	Producers   []ProducerCount   `json:"producers"`
	Corrections []Hashed          `json:"corrections,omitempty"`
	Settings    map[string]string `json:"settings,omitempty"`
	Articles    Hashed            `json:"articles"` // the store
	Graph       Hashed            `json:"graph"`
	Stats       Stats             `json:"stats"`
	SHA256      string            `json:"sha256"` // of this file with "" here
}

// ProducerCount is how many articles one version of extraction made.
type ProducerCount struct {
	graph.Producer
	Articles int `json:"articles"`
}

// Manifest reads the manifest. A folder without one gives an empty manifest.
func (f Folder) Manifest() (*Manifest, error) {
	m := new(Manifest)
	b, err := os.ReadFile(f.ManifestFile())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return m, nil
	case err != nil:
		return nil, err
	}
	if err := json.Unmarshal(b, m); err != nil {
		return nil, fmt.Errorf("%s: %w", f.ManifestFile(), err)
	}
	if m.Format > manifestFormat {
		return nil, fmt.Errorf("%s: format %d is newer than this newsgraph, which knows %d", f.ManifestFile(), m.Format, manifestFormat)
	}
	return m, nil
}

func (f Folder) writeManifest(m *Manifest) error {
	b, err := m.sealed()
	if err != nil {
		return err
	}
	_, err = f.Write(manifestName, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
	return err
}

// sealed is the manifest as its file has it, with its hash.
func (m *Manifest) sealed() ([]byte, error) {
	c := *m
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	c.SHA256 = ""
	if err := enc.Encode(c); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(b.Bytes())
	c.SHA256 = hex.EncodeToString(sum[:])
	b.Reset()
	err := enc.Encode(c)
	return b.Bytes(), err
}
