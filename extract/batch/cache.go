package batch

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/zstd"

	"newsgraph/extract/text"
)

// Cache keeps documents on disk by the content of their article and the version
// of what made them, so that an article is extracted once. An entry is a file of
// its own, named by its key: the document's line as one zstd frame with its
// checksum. Many processes may share a cache. Nothing is lost with it: an entry
// that is missing, cut short or damaged is made again.
//
// It is plain files rather than a database because entries are only ever added
// whole, and a file that appears by renaming needs no lock and no recovery.
type Cache struct {
	dir     string
	version string
	limit   int64
	packer  *zstd.Encoder
	opener  *zstd.Decoder
	written atomic.Int64
	failed  atomic.Pointer[error]
}

const (
	maxEntry   = 256 << 20 // bytes of one document
	blockSize  = 4 << 10   // what a small file takes on disk
	refresh    = 24 * time.Hour
	trimmed    = "trimmed" // the file whose time is that of the last trimming
	trimAtPart = 20        // trim when a run has added this part of the limit
)

// OpenCache opens the cache in a folder, which is made if need be. Documents of
// another version are not seen. Trim keeps the folder under limit bytes.
func OpenCache(dir, version string, limit int64) (*Cache, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cache: %w", err)
	}
	packer, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(true))
	if err != nil {
		return nil, err
	}
	opener, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxEntry))
	if err != nil {
		return nil, err
	}
	return &Cache{dir: dir, version: version, limit: limit, packer: packer, opener: opener}, nil
}

// path names the entry of an article.
func (c *Cache) path(a *text.Article) string {
	h := sha256.New()
	_ = json.NewEncoder(h).Encode([]any{c.version, a}) // a hash takes all that is written
	key := hex.EncodeToString(h.Sum(nil))
	return filepath.Join(c.dir, key[:2], key[2:])
}

// get returns the line of an article's document, or nil.
func (c *Cache) get(a *text.Article) []byte {
	if c == nil {
		return nil
	}
	path := c.path(a)
	packed, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	line, err := c.opener.DecodeAll(packed, nil)
	if err != nil || !bytes.HasSuffix(line, []byte("\n")) {
		_ = os.Remove(path)
		return nil
	}
	if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > refresh {
		_ = os.Chtimes(path, time.Time{}, time.Now()) // trimming takes the longest unused first
	}
	return line
}

// put adds the line of an article's document. A cache that cannot be written
// costs time, not the run: Err tells.
func (c *Cache) put(a *text.Article, line []byte) {
	if c == nil || c.failed.Load() != nil {
		return
	}
	if err := c.write(c.path(a), c.packer.EncodeAll(line, nil)); err != nil {
		c.failed.Store(&err)
	}
}

func (c *Cache) write(path string, packed []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-")
	if err != nil {
		return err
	}
	_, err = f.Write(packed)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	c.written.Add(onDisk(int64(len(packed))))
	return nil
}

// Err returns the first error of writing to the cache.
func (c *Cache) Err() error {
	if c == nil || c.failed.Load() == nil {
		return nil
	}
	return *c.failed.Load()
}

// Trim removes the entries that were not used for the longest time until the
// cache is well under its limit. It looks once a day, or when much was added.
func (c *Cache) Trim() error {
	if c == nil {
		return nil
	}
	mark := filepath.Join(c.dir, trimmed)
	info, err := os.Stat(mark)
	if err == nil && time.Since(info.ModTime()) < refresh && c.written.Load() < c.limit/trimAtPart {
		return nil
	}
	type entry struct {
		path string
		size int64
		used time.Time
	}
	var entries []entry
	total := int64(0)
	err = filepath.WalkDir(c.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == mark {
			return nil // another process may be trimming as well
		}
		if info, err := d.Info(); err == nil {
			entries = append(entries, entry{path, onDisk(info.Size()), info.ModTime()})
			total += onDisk(info.Size())
		}
		return nil
	})
	if err != nil {
		return err
	}
	if total > c.limit {
		slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.path, b.path)) })
		for _, e := range entries {
			if total <= c.limit/10*9 {
				break
			}
			_ = os.Remove(e.path)
			total -= e.size
		}
	}
	return os.WriteFile(mark, nil, 0o644)
}

func onDisk(size int64) int64 { return (size + blockSize - 1) / blockSize * blockSize }
