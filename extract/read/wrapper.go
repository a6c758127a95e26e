package read

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Many services answer with one JSON object around a list of articles, under
// whatever names: {"response": {"results": [{…}, {…}]}}. Each object in an array is
// therefore read as a record of its own, and when the object around it has been
// read it is told what they are: articles, when that object has no text itself and
// they have; else parts of it, such as authors, comments and paragraphs, which join
// its fields.

// list is an array of objects within a record.
type list struct {
	path   string // from that record
	items  []*record
	size   int  // of all its items, kept or not
	passed bool // its items are articles and have been handed on
	folded bool // its items join the record at once
}

// maxLists is how many arrays of objects are told apart within a record; the
// objects of others join it.
const maxLists = 64

// takes reports whether a record may have a list at a path.
func (rec *record) takes(path string) bool {
	return len(rec.lists) < maxLists || slices.ContainsFunc(rec.lists, func(l *list) bool { return l.path == path })
}

// list returns the record's list at a path.
func (rec *record) list(path string) *list {
	for _, l := range rec.lists {
		if l.path == path {
			return l
		}
	}
	l := &list{path: path}
	rec.lists = append(rec.lists, l)
	return l
}

// add joins a value to those of the same path, as paragraphs are.
func (rec *record) add(path, v string, cut bool, limit int) {
	old, ok := rec.fields[path]
	if ok && len(old) > limit || !ok && len(rec.fields) >= maxFields || rec.kept > maxKept {
		return
	}
	rec.kept += len(v)
	if ok {
		b := rec.joined[path]
		if b == nil {
			if rec.joined == nil {
				rec.joined = map[string]*strings.Builder{}
			}
			b = new(strings.Builder)
			rec.joined[path] = b
			b.WriteString(old)
		}
		b.WriteString("\n\n")
		b.WriteString(v)
		v = b.String()
	}
	rec.fields[path] = v
	if cut {
		rec.cut[path] = true
	}
}

// fold joins the items of all lists to the record.
func (rec *record) fold(limit int) {
	for _, l := range rec.lists {
		for _, item := range l.items {
			rec.join(l.path, item, limit)
		}
		l.items, l.folded = nil, !l.passed
	}
}

// join adds the fields of an item of a list.
func (rec *record) join(path string, item *record, limit int) {
	item.fold(limit)
	for _, name := range slices.Sorted(maps.Keys(item.fields)) {
		rec.add(path+"."+name, item.fields[name], item.cut[name], limit)
	}
}

// articles are the records that a record of JSON is: itself, or those that it is
// only the wrapper of.
func (o *Options) articles(rec *record) []*record {
	if len(rec.lists) > 0 && !o.hasText(rec) {
		if all := o.listed(rec); len(all) > 0 {
			return all
		}
	}
	if rec.passed() {
		return nil
	}
	o.open(rec)
	rec.fold(o.MaxText)
	return []*record{rec}
}

// listed are the articles in the lists of a wrapper; none if it is none.
func (o *Options) listed(rec *record) (all []*record) {
	for _, l := range o.articleLists(rec) {
		for _, item := range l.items {
			all = append(all, o.articles(item)...)
		}
	}
	return all
}

// whole is articles; of a record that breaks off only those that are whole.
func (o *Options) whole(rec *record, all bool) []*record {
	if all {
		return o.articles(rec)
	}
	if o.hasText(rec) {
		return nil
	}
	return o.listed(rec)
}

// passed reports whether the record is the wrapper of articles that have been handed on.
func (rec *record) passed() bool {
	return slices.ContainsFunc(rec.lists, func(l *list) bool { return l.passed })
}

// articleLists are those lists of a record without text whose items are articles.
// Paragraphs of an article have text as well: where the record is named or dated as
// an article is, its items must be so themselves.
func (o *Options) articleLists(rec *record) []*list {
	titled := o.has(rec, "title")
	named := titled || o.has(rec, "url") || o.has(rec, "date")
	lists := filter(rec.lists, func(item *record) bool {
		return o.tells(item) && (!named || o.has(item, "url") || o.has(item, "date") || !titled && o.has(item, "title")) ||
			!o.hasText(item) && len(o.articleLists(item)) > 0
	})
	if len(lists) == 0 && !named { // articles without text: each is one that cannot be used
		lists = filter(rec.lists, func(item *record) bool { return o.has(item, "title") && (o.has(item, "url") || o.has(item, "date")) })
		lists = lists[:min(1, len(lists))]
	}
	return lists
}

func filter(lists []*list, is func(*record) bool) []*list {
	return slices.DeleteFunc(slices.Clone(lists), func(l *list) bool { return l.folded || !slices.ContainsFunc(l.items, is) })
}

func (o *Options) has(rec *record, field string) bool {
	v, _ := o.field(*rec, field)
	return v != ""
}

func (o *Options) hasText(rec *record) bool { return o.has(rec, "text") || o.has(rec, "html") }

// tells reports whether a record has text, if need be in lists of its own where
// --field says so.
func (o *Options) tells(rec *record) bool {
	if o.hasText(rec) {
		return true
	}
	if _, mapped := o.Fields["text"]; !mapped {
		return false
	}
	return slices.ContainsFunc(rec.lists, func(l *list) bool { return slices.ContainsFunc(l.items, o.tells) })
}

// envelopeWords is how many words a text has at least that is found in an object
// within a record, so that a caption is not taken for the article.
const envelopeWords = 8

// open finds the article of a record without text in an object within it, as
// "fields", "_source" or "attributes" are, whose fields then count as the record's.
func (o *Options) open(rec *record) {
	if _, mapped := o.Fields["text"]; mapped || o.hasText(rec) {
		return
	}
	best, longest := "", 0
	for _, name := range slices.Sorted(maps.Keys(rec.fields)) {
		envelope, inner, ok := strings.Cut(name, ".")
		if !ok || !usually("text", inner) && !usually("html", inner) {
			continue
		}
		if v := rec.fields[name]; len(v) > longest && len(strings.Fields(v)) >= envelopeWords {
			best, longest = envelope, len(v)
		}
	}
	if best == "" {
		return
	}
	var lacking []string
	for field := range names {
		if !o.has(rec, field) {
			lacking = append(lacking, field)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(rec.fields)) {
		inner, ok := strings.CutPrefix(name, best+".")
		if ok && slices.ContainsFunc(lacking, func(field string) bool { return usually(field, inner) }) {
			rec.fields[inner] = rec.fields[name]
			rec.cut[inner] = rec.cut[name]
		}
	}
}

// usually reports whether an article's field usually goes by a name.
func usually(field, name string) bool {
	return slices.Contains(foldedNames[field], fold(name))
}

// element reads an object in an array, whose opening brace has been read.
func (s *jsonScanner) element(path string, depth int) error {
	outer := s.rec
	l := outer.list(path)
	item := newRecord()
	item.line, item.path = s.line, outer.path+path+"."
	item.place = fmt.Sprintf("%s[%d]", strings.TrimPrefix(outer.place+"."+path, "."), l.size)
	begin := s.size
	s.rec = item
	err := s.object("", depth)
	s.rec = outer
	if err != nil {
		return err
	}
	item.size = s.size - begin
	s.kept += recordCost
	s.o.open(item)
	l.size++
	switch {
	case l.passed:
		return s.pass(item)
	case l.folded:
		outer.join(l.path, item, s.limit)
		return nil
	}
	l.items = append(l.items, item)
	if s.kept > maxKept/2 && outer == s.root {
		return s.decide(l)
	}
	return nil
}

// recordCost is about what a record takes in memory beside its values.
const recordCost = 256

// decide settles what the items of a long list are before all are read.
func (s *jsonScanner) decide(l *list) error {
	if !s.o.hasText(s.root) && slices.Contains(s.o.articleLists(s.root), l) {
		l.passed = true
		for _, item := range l.items {
			if err := s.pass(item); err != nil {
				return err
			}
		}
		l.items = nil
	}
	s.root.fold(s.limit)
	return nil
}

// pass hands on an item that is an article.
func (s *jsonScanner) pass(item *record) error {
	s.size, s.kept = 0, 0
	for _, a := range s.o.articles(item) {
		if !s.hand(a) {
			return errStopped
		}
	}
	return nil
}
