package batch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"newsgraph/extract/read"
	"newsgraph/graph"
	"newsgraph/graph/file"
)

// Journal is the Output of a run that can go on after a crash: a folder with the
// results so far and a checkpoint that says how many bytes of them count, and
// where in the input they end. The checkpoint is written only when those bytes
// are on the disk, and replaced as a whole; bytes beyond it are cut off when the
// run goes on, so that the results are those of an unbroken run.
//
// The folder is gone when the run's results have been put in their place.
type Journal struct {
	Tally Tally // where the run begins
	Whole bool  // nothing is left to read

	dir     string
	lock    *flock.Flock
	terms   Terms
	docs    *results
	faults  *results
	origins *results
	every   time.Duration
	saved   time.Time
}

// Terms are what the results of a run depend on. A run goes on only under the
// terms that it began under.
type Terms struct {
	Settings map[string]string `json:"settings"` // flags by name, as the user writes them
	Producer graph.Producer    `json:"producer"`
	Program  string            `json:"program"` // which build of it
	Inputs   Inputs            `json:"inputs"`
}

// checkpoint is the file checkpoint.json.
type checkpoint struct {
	Format int `json:"format"`
	Terms
	Tally     Tally `json:"tally"`
	Documents int64 `json:"document_bytes"`
	Faults    int64 `json:"fault_bytes"`
	Origins   int64 `json:"origin_bytes"`
	Whole     bool  `json:"whole"`
}

const checkpointFormat = 1

// Unfinished reports whether a folder holds the journal of an unfinished run.
func Unfinished(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "checkpoint.json"))
	return err == nil
}

// OpenJournal begins a journal in a folder, or goes on with the one that is
// there, which must be of the same terms. It saves a checkpoint as often as
// every says.
func OpenJournal(dir string, terms Terms, resume bool, every time.Duration) (_ *Journal, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	j := &Journal{dir: dir, lock: flock.New(filepath.Join(dir, "lock")), terms: terms, every: every, saved: time.Now()}
	if ok, err := j.lock.TryLock(); err != nil {
		return nil, err
	} else if !ok {
		return nil, fmt.Errorf("%s: another newsgraph is at work here", dir)
	}
	defer func() {
		if err != nil {
			j.close()
		}
	}()
	was, err := j.load()
	if err != nil {
		return nil, err
	}
	if was == nil || !resume {
		was = &checkpoint{Format: checkpointFormat, Terms: terms}
		_ = os.Remove(j.path("checkpoint.json")) // it says nothing of the files to come
	}
	if err := terms.fit(was.Terms); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	j.Tally, j.Whole = was.Tally, was.Whole
	if j.Whole {
		return j, nil
	}
	if j.docs, err = openResults(j.path("documents.ndjson"), was.Documents); err != nil {
		return nil, err
	}
	if j.faults, err = openResults(j.path("quarantine.ndjson"), was.Faults); err != nil {
		return nil, err
	}
	if j.origins, err = openResults(j.path("origins.ndjson"), was.Origins); err != nil {
		return nil, err
	}
	return j, j.save(&j.Tally)
}

func (j *Journal) path(name string) string { return filepath.Join(j.dir, name) }

// load reads the checkpoint; nil when there is none.
func (j *Journal) load() (*checkpoint, error) {
	b, err := os.ReadFile(j.path("checkpoint.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c := new(checkpoint)
	if err := json.Unmarshal(b, c); err != nil || c.Format != checkpointFormat {
		return nil, fmt.Errorf("%s: %w: its checkpoint is of another newsgraph", j.dir, ErrChanged)
	}
	return c, nil
}

// fit says how terms differ from those that a run began under.
func (t Terms) fit(began Terms) error {
	var names []string
	for _, settings := range []map[string]string{t.Settings, began.Settings} {
		for name := range settings {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if now, then := t.Settings[name], began.Settings[name]; now != then {
			return fmt.Errorf("%w: it was begun with %s %q, not %q", ErrChanged, name, then, now)
		}
	}
	switch {
	case t.Producer != began.Producer || t.Program != began.Program:
		return fmt.Errorf("%w: it was begun by another version of newsgraph", ErrChanged)
	case t.Inputs != began.Inputs:
		return fmt.Errorf("%w: the input has changed since it was begun (%d files and %d bytes then, %d and %d now)", ErrChanged,
			began.Inputs.Files, began.Inputs.Bytes, t.Inputs.Files, t.Inputs.Bytes)
	}
	return nil
}

// Document is that of Output.
func (j *Journal) Document(line []byte, origin string) error {
	_, err := j.docs.Write(line)
	return errors.Join(err, graph.Write(j.origins, origin))
}

// Rejected is a line of quarantine.ndjson.
type Rejected struct {
	Input    string      `json:"input"`
	Position string      `json:"position,omitempty"`
	Reason   read.Reason `json:"reason"`
	Detail   string      `json:"detail"`
	Remedy   string      `json:"remedy,omitempty"`
}

// Reject is that of Output.
func (j *Journal) Reject(f *read.Fault) error {
	return graph.Write(j.faults, Rejected{f.Input, f.Position, f.Reason, f.Err.Error(), f.Remedy})
}

// Reached is that of Output: it saves a checkpoint when one is due.
func (j *Journal) Reached(t *Tally) error {
	if time.Since(j.saved) < j.every {
		return nil
	}
	return j.save(t)
}

// save writes a checkpoint, after all that it counts.
func (j *Journal) save(t *Tally) error {
	if err := errors.Join(j.docs.sync(), j.faults.sync(), j.origins.sync()); err != nil {
		return err
	}
	c := checkpoint{checkpointFormat, j.terms, *t, j.docs.size, j.faults.size, j.origins.size, j.Whole}
	b, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.Create(j.path("checkpoint.new"))
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), j.path("checkpoint.json")); err != nil {
		return err
	}
	j.saved = time.Now()
	return syncFolder(j.dir)
}

// Finish notes that the run has read all of its input.
func (j *Journal) Finish(t Tally) error {
	if j.Whole {
		return nil
	}
	j.Tally, j.Whole = t, true
	return j.save(&t)
}

// Suspend saves how far the run has come and leaves the journal to a later one.
func (j *Journal) Suspend(t Tally) error {
	defer j.close()
	if j.Whole {
		return nil
	}
	return j.save(&t)
}

// Dir is the folder, where temporary files may lie as well.
func (j *Journal) Dir() string { return j.dir }

// Documents is the file of the documents.
func (j *Journal) Documents() string { return j.path("documents.ndjson") }

// Origins yields for each of the documents where its article was read, as Output
// has it.
func (j *Journal) Origins() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		f, err := os.Open(j.path("origins.ndjson"))
		if err != nil {
			yield("", err)
			return
		}
		defer f.Close()
		lines := json.NewDecoder(bufio.NewReaderSize(f, 1<<16))
		for {
			var origin string
			err := lines.Decode(&origin)
			if errors.Is(err, io.EOF) || !yield(origin, err) || err != nil {
				return
			}
		}
	}
}

// Place moves the results of a finished run to where they belong, each file
// unless its path is "", and removes the journal. It may be repeated after a crash.
func (j *Journal) Place(documents, quarantine string) error {
	defer j.close()
	for _, result := range []struct{ name, to string }{{"documents.ndjson", documents}, {"quarantine.ndjson", quarantine}} {
		if result.to == "" {
			continue
		}
		if err := file.Move(j.path(result.name), result.to); err != nil && !errors.Is(err, fs.ErrNotExist) { // moved before a crash
			return err
		}
		if file.Straight(result.to) {
			continue
		}
		if err := syncFolder(filepath.Dir(result.to)); err != nil {
			return err
		}
	}
	// Without a checkpoint nothing of the rest counts, should it not all go.
	if err := os.Remove(j.path("checkpoint.json")); err != nil {
		return err
	}
	return os.RemoveAll(j.dir)
}

func (j *Journal) close() {
	for _, r := range []*results{j.docs, j.faults, j.origins} {
		if r != nil {
			_ = r.file.Close()
		}
	}
	_ = j.lock.Unlock()
}

// results is a file that lines are added to.
type results struct {
	*bufio.Writer
	file *os.File
	size int64 // of what is on disk
}

// openResults opens a file of which the first size bytes count.
func openResults(path string, size int64) (*results, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.Size() < size {
		err = fmt.Errorf("%w: %s has %d bytes of %d", ErrChanged, path, info.Size(), size)
	}
	if err == nil {
		err = f.Truncate(size)
	}
	if err == nil {
		_, err = f.Seek(size, io.SeekStart)
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return &results{bufio.NewWriterSize(f, 1<<18), f, size}, nil
}

// sync puts all that was written on the disk.
func (r *results) sync() error {
	if err := errors.Join(r.Flush(), r.file.Sync()); err != nil {
		return err
	}
	size, err := r.file.Seek(0, io.SeekCurrent)
	r.size = size
	return err
}

// syncFolder makes renames in a folder last.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
