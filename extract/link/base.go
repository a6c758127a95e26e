package link

import (
	"bytes"
	"fmt"
	"hash"
	"strconv"
	"strings"

	"newsgraph/extract/text"
)

// Base is the knowledge base. It is read-only once open, and safe for
// concurrent use.
type Base struct {
	things []text.Known // nations, bodies, persons and the places of places.txt
	cities []city       // the other places, made Known on demand
	ids    map[string]int32

	refs   []ref            // refs[0] is unused: 0 ends a chain
	index  map[string]int32 // key → first of its chain in refs
	starts map[string]uint8 // first word of a key → most words a key that begins so has
	sounds map[string]int32 // spelling-blind key of a person's name → chain in refs

	nations    map[string]int32    // ISO 3166-1 alpha-3 → thing
	capitals   map[string][]string // ISO3 → as nations.txt has them
	regions    map[string]int32    // nation and code ("USA TX") → state or province
	terms      []term
	held       map[officeKey][]int32 // → terms, as listed
	careers    map[int32][]int32     // person → terms
	surnames   map[int32]string      // person → last name, "" if none stands alone
	weights    map[int32]float64     // of persons
	titles     map[string]string
	firsts     map[string]string        // first name → gender
	common     map[string]bool          // keys of last names that many bear
	other      map[string]bool          // keys of names of things that are no entities
	nouns      map[string]text.NameKind // head nouns of names
	functions  []function
	sum        hash.Hash // of the files read so far
	version    string
	byFunction map[string]int // key of a function's name → functions
}

// Version names what the knowledge base holds: it changes with any line of its files.
func (b *Base) Version() string { return b.version }

// ref is one name of one thing.
type ref struct {
	thing  int32 // index into things, or -1-index into cities
	next   int32
	weight float32
	match  Match
	caps   caps
}

// caps says how a name must be written to be meant.
type caps uint8

const (
	capsSome  caps = iota // at least one capital letter: a name
	capsOnly              // only capitals: an acronym that is also a word
	capsWord              // only capitals, or one in front: "UNESCO", "Unesco"
	capsMixed             // two capitals or more: "LeT" is not "Let"
)

// city is a place of cities.tsv.
type city struct {
	name   string
	nation string // ISO 3166-1 alpha-3
	region string // code of the state where the nation has one in use ("TX"), else GeoNames' code
	pop    int32  // thousands
	lone   bool   // the largest of its name in its nation: its ID needs no region
}

func (b *Base) known(i int32) *text.Known {
	if i >= 0 {
		return &b.things[i]
	}
	c := &b.cities[-1-i]
	k := &text.Known{
		ID: c.id(), Label: text.LabelPlace, Kind: "city", Name: c.name,
		Nation: c.nation, Population: int(c.pop) * 1000,
	}
	if i, ok := b.regions[c.nation+" "+c.region]; ok {
		k.PartOf = b.things[i].ID
	}
	return k
}

func (c *city) id() string {
	id := "place:" + slug(c.name) + "-" + strings.ToLower(c.nation)
	if !c.lone {
		id += "-" + strings.ToLower(c.region)
	}
	return id
}

// slug is the form of a name in an ID: its key with hyphens.
func slug(name string) string {
	key, _, ok := appendKey(nil, name)
	if !ok {
		return ""
	}
	return strings.ReplaceAll(strings.Trim(string(key), "-"), " ", "-")
}

// add makes a thing known and returns its index.
func (b *Base) add(k text.Known) int32 {
	i := int32(len(b.things))
	b.things = append(b.things, k)
	b.ids[k.ID] = i
	return i
}

// name gives a thing a name. The weight says how often, in world news, the
// name is used for the thing; see weights in load.go.
func (b *Base) name(thing int32, name string, m Match, weight float64) error {
	caps := capsSome
	if rest, ok := strings.CutSuffix(name, "!"); ok {
		name, caps = rest, capsOnly
	}
	name = strings.TrimPrefix(name, "the ")
	var buf [maxName + 8]byte
	key, sh, ok := appendKey(buf[:0], name)
	if !ok {
		return fmt.Errorf("%q can never be matched: it holds more than letters of the Latin script", name)
	}
	if one := !bytes.Contains(key, []byte(" ")); one && sh.acronym() && len(key) <= 8 {
		if m == ByAlias {
			m = ByAcronym
		}
		if caps == capsSome {
			caps = capsWord
		}
	} else if one && sh.upper >= 2 && len(key) <= 5 && caps == capsSome {
		caps = capsMixed
	}
	b.link(b.index, string(key), ref{thing: thing, weight: float32(weight), match: m, caps: caps})
	return nil
}

func (b *Base) link(in map[string]int32, key string, r ref) {
	head := in[key]
	for at := head; at != 0; at = b.refs[at].next {
		if o := &b.refs[at]; o.thing == r.thing && o.match == r.match {
			o.weight = max(o.weight, r.weight)
			if r.caps == capsSome {
				o.caps = r.caps
			}
			return
		}
	}
	r.next = head
	b.refs = append(b.refs, r)
	in[key] = int32(len(b.refs) - 1)
}

// indexStarts prepares Scan.
func (b *Base) indexStarts() {
	b.starts = make(map[string]uint8, len(b.index))
	for key := range b.index {
		first, _, _ := strings.Cut(key, " ")
		n := uint8(min(strings.Count(key, " ")+1, 255))
		if n > b.starts[first] {
			b.starts[first] = n
		}
	}
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
