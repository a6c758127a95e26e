package merge

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"

	"github.com/cespare/xxhash/v2"

	"newsgraph/graph"
)

// A folder remembers where its articles were read, so that an article which its
// file no longer holds gives way to what the file holds now, however little the two
// have in common. Neither documents nor graph know of it: they are the same
// whatever files the articles come in.

// origin is a hash of where an article was read; 0 where nobody can say.
type origin uint64

func newOrigin(where string) origin {
	if where == "" {
		return 0
	}
	return origin(xxhash.Sum64String(where))
}

// originsLine is a line of origins.ndjson.
type originsLine struct {
	Article string   `json:"article"`
	Origins []string `json:"origins"` // hashes, 16 hex digits each
}

// origins reads where the stored articles were read, by their ids.
func (f Folder) origins() (map[string][]origin, error) {
	in, err := os.Open(f.path(originsName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer in.Close()
	known := map[string][]origin{}
	lines := json.NewDecoder(bufio.NewReaderSize(in, 1<<16))
	for {
		var line originsLine
		if err := lines.Decode(&line); errors.Is(err, io.EOF) {
			return known, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w; without the file, edited files are not told from new ones", in.Name(), err)
		}
		for _, hex := range line.Origins {
			n, err := strconv.ParseUint(hex, 16, 64)
			if err != nil {
				return nil, fmt.Errorf("%s: article %s: %w", in.Name(), line.Article, err)
			}
			known[line.Article] = append(known[line.Article], origin(n))
		}
	}
}

// writeOrigins writes where the articles with these ids were read.
func (f Folder) writeOrigins(known map[string][]origin) error {
	if len(known) == 0 {
		if err := os.Remove(f.path(originsName)); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	_, err := f.Write(originsName, func(w io.Writer) error {
		for _, id := range slices.Sorted(maps.Keys(known)) {
			line := originsLine{Article: id}
			for _, o := range known[id] {
				line.Origins = append(line.Origins, fmt.Sprintf("%016x", uint64(o)))
			}
			slices.Sort(line.Origins)
			line.Origins = slices.Compact(line.Origins)
			if err := graph.Write(w, line); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// supersede takes from the stored documents the origins that now give another
// article, and returns for each that has none left the documents that came instead.
func (u *update) supersede() map[int32][]int32 {
	gives := map[origin][]int32{}
	for i := u.stored; i < len(u.keys); i++ {
		for _, o := range u.origins[i] {
			gives[o] = append(gives[o], int32(i))
		}
	}
	instead := map[int32][]int32{}
	for i := range u.stored {
		var by []int32
		u.origins[i] = slices.DeleteFunc(u.origins[i], func(o origin) bool {
			now, again := gives[o]
			if !again || slices.ContainsFunc(now, func(j int32) bool { return u.keys[j].file == u.keys[i].file }) {
				return false
			}
			by = append(by, now...)
			return true
		})
		if len(by) > 0 && len(u.origins[i]) == 0 {
			slices.Sort(by)
			instead[int32(i)] = slices.Compact(by)
		}
	}
	return instead
}

// shareOrigins gives a document the origins of others with the same content.
func (u *update) shareOrigins(to int32, others []int32) {
	for _, i := range others {
		if i != to && u.keys[i].file == u.keys[to].file {
			u.origins[to] = append(u.origins[to], u.origins[i]...)
		}
	}
	slices.SortFunc(u.origins[to], cmp.Compare[origin])
	u.origins[to] = slices.Compact(u.origins[to])
}
