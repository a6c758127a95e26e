package event

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"newsgraph/extract/pattern"
	"newsgraph/extract/text"

	"go.yaml.in/yaml/v3"
)

//go:embed rules
var ruleFiles embed.FS

// Rule is a family of words that say the same thing in the same way: the words,
// the patterns that find who and whom around one of them, and what that states.
type Rule struct {
	ID       string   `yaml:"id"`
	Type     string   `yaml:"type"`  // edge type
	Cameo    string   `yaml:"cameo"` // finer than the edge type's own, or ""
	Mode     string   `yaml:"mode"`  // PLOVER mode, or ""
	Verbs    string   `yaml:"verbs"` // lemmas; exactly one of these three lists
	Nouns    string   `yaml:"nouns"`
	Adjs     string   `yaml:"adjectives"`
	Match    []string `yaml:"match"`    // patterns; the word itself is their first node
	Source   []string `yaml:"source"`   // what may act: labels, "actor", "state" (whose police acts), "voice" (who is quoted) or "land" (somebody where it happens); default actor
	Target   []string `yaml:"target"`   // labels, "actor", "event", "open" (any noun phrase), "thing" (any, even of people who act: troops that are offered), "deed" (that of a verb, where a noun names it elsewhere), "office" (where the source holds one) or "land"; default actor, event
	Act      bool     `yaml:"act"`      // it states acts of event data alone, no edge of the graph
	Status   string   `yaml:"status"`   // when the words themselves decide it
	Examples []string `yaml:"examples"` // "Sentence. => Source > Target", "Sentence. => none"

	// Of rules that are code, not patterns: what they read, and how sure that is.
	Says       string  `yaml:"says"`
	Confidence float64 `yaml:"confidence"`

	pos      string
	patterns []compiled
	frame    *frame
}

type compiled struct {
	p              *pattern.Pattern
	source, target int // places of the names in a match, -1 where the rule says otherwise whom it means
}

// Lexicon is every rule, found by word.
type Lexicon struct {
	known      map[string]bool   // every word of the lexicon
	irregular  map[string]string // form of a verb → lemma
	Rules      []*Rule
	Version    string // changes with any byte of the rule files
	index      map[string][]*Rule
	standing   map[string]*Rule // id → rule that is code
	vocabulary Vocabulary
	confidence *confidence
	kinds      map[string]string // event noun → kind
	naming     map[string]bool   // event nouns that in a name say nothing: "Merk Investments"
	agents     map[string]bool   // nouns that stand for those they belong to
	people     map[string]string // nouns for unnamed people → role
	offices    *wordTree
	titles     map[string]bool // last words of offices
	kin        map[string]bool
	sport      *sport
	mourning   map[string]bool // words that honour the dead
	dying      map[string]bool // words that tell how somebody died
}

// Vocabulary is what the rules are checked against: whether an edge type, a mode
// of its PLOVER type, a status, a CAMEO code or a kind of event exists.
type Vocabulary interface {
	EdgeType(name string) bool
	Mode(edgeType, mode string) bool
	Status(name string) bool
	Symmetric(edgeType string) bool // whether an edge between two actors says the same from either end, its title too
	Cameo(code string) bool
	EventKind(kind string) bool
}

// LoadLexicon reads the embedded rules. An error names file and rule.
func LoadLexicon(v Vocabulary) (*Lexicon, error) {
	lx := &Lexicon{vocabulary: v, index: make(map[string][]*Rule), standing: make(map[string]*Rule), kinds: make(map[string]string), naming: make(map[string]bool)}
	hash := sha256.New()
	names, err := fs.Glob(ruleFiles, "rules/*")
	if err != nil {
		return nil, err
	}
	lists, err := readLists()
	if err != nil {
		return nil, err
	}
	lx.mourning, lx.dying = words(lists["mourning"]), words(lists["dying"])
	seen := make(map[string]string)
	for _, name := range names {
		data, err := ruleFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(hash, "%s\n%s", name, data)
		switch {
		case name == "rules/standing.yaml":
			err = lx.addStanding(data, v, seen, name)
		case name == listsFile, name == wordsFile:
		case strings.HasSuffix(name, ".yaml"):
			err = lx.addRules(data, v, lists, seen, name)
		case name == "rules/event-nouns.txt":
			err = lx.addKinds(string(data), v)
		case name == "rules/agent-nouns.txt":
			lx.agents = words(string(data))
		case name == "rules/irregular-verbs.txt":
			lx.irregular, err = readForms(string(data))
		case name == "rules/people-nouns.txt":
			lx.people, err = readRoles(string(data))
		case name == "rules/offices.txt":
			lx.offices = newWordTree(string(data))
			lx.titles = lastWords(string(data))
		case name == "rules/confidence.txt":
			lx.confidence, err = readConfidence(string(data))
		case name == "rules/sport.txt":
			lx.sport, err = readSport(string(data))
		case name == "rules/kin.txt":
			lx.kin = words(string(data))
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	lx.known = lx.allWords()
	lx.Version = hex.EncodeToString(hash.Sum(nil)[:6])
	return lx, nil
}

// readRules reads the rules of a file, each with an id that no other has.
func readRules(data []byte, seen map[string]string, file string) ([]*Rule, error) {
	var rules []*Rule
	dec := yaml.NewDecoder(strings.NewReader(string(data)))
	dec.KnownFields(true)
	if err := dec.Decode(&rules); err != nil {
		return nil, err
	}
	for _, r := range rules {
		if old, dup := seen[r.ID]; dup || r.ID == "" {
			return nil, fmt.Errorf("rule id %q is empty or stands in %s too", r.ID, old)
		}
		seen[r.ID] = file
	}
	return rules, nil
}

// addStanding reads the rules that are code, not patterns.
func (lx *Lexicon) addStanding(data []byte, v Vocabulary, seen map[string]string, file string) error {
	rules, err := readRules(data, seen, file)
	if err != nil {
		return err
	}
	for _, r := range rules {
		if !v.EdgeType(r.Type) || r.Says == "" || r.Confidence <= 0 || r.Confidence >= 1 || len(r.Examples) == 0 {
			return fmt.Errorf("rule %s: it needs an edge type, what it says, a confidence between 0 and 1 and an example", r.ID)
		}
		lx.standing[r.ID] = r
		lx.Rules = append(lx.Rules, r)
	}
	return nil
}

const listsFile = "rules/lists.yaml"

// readLists reads the lists that rules share: name → words.
func readLists() (map[string]string, error) {
	data, err := ruleFiles.ReadFile(listsFile)
	if err != nil {
		return nil, err
	}
	lists := make(map[string]string)
	if err := yaml.Unmarshal(data, &lists); err != nil {
		return nil, fmt.Errorf("%s: %w", listsFile, err)
	}
	return lists, nil
}

var listName = regexp.MustCompile(`@[a-z-]+`)

// spell puts the words of a list, joined, where its @name stands.
func spell(lists map[string]string, s, join string) (string, error) {
	var err error
	s = listName.ReplaceAllStringFunc(s, func(name string) string {
		words, ok := lists[name[1:]]
		if !ok {
			err = fmt.Errorf("no list %q in %s", name[1:], listsFile)
		}
		return strings.Join(strings.Fields(words), join)
	})
	return s, err
}

// spell puts the words of lists where a rule names them.
func (r *Rule) spell(lists map[string]string) (err error) {
	for _, words := range []*string{&r.Verbs, &r.Nouns, &r.Adjs} {
		if *words, err = spell(lists, *words, " "); err != nil {
			return err
		}
	}
	for k := range r.Match {
		if r.Match[k], err = spell(lists, r.Match[k], "|"); err != nil {
			return err
		}
	}
	return nil
}

func (lx *Lexicon) addRules(data []byte, v Vocabulary, lists map[string]string, seen map[string]string, file string) error {
	rules, err := readRules(data, seen, file)
	if err != nil {
		return err
	}
	for _, r := range rules {
		if err := r.spell(lists); err != nil {
			return fmt.Errorf("rule %s: %w", r.ID, err)
		}
		if err := r.compile(v); err != nil {
			return fmt.Errorf("rule %s: %w", r.ID, err)
		}
		for w := range strings.FieldsSeq(r.Verbs + " " + r.Nouns + " " + r.Adjs) {
			if slices.Contains(lx.index[w+"/"+r.pos], r) {
				continue
			}
			lx.index[w+"/"+r.pos] = append(lx.index[w+"/"+r.pos], r)
		}
		lx.Rules = append(lx.Rules, r)
	}
	return nil
}

var spoken = lists.Set("spoken")

// sources and targets are what Rule.Source and Rule.Target may hold, tags what
// patterns may ask for with "is:", besides kinds of events.
var (
	tags    = lists.Set("tags")
	tagged  = regexp.MustCompile(`\bis:([^ }]+)`)
	sources = lists.Set("sources")
	targets = lists.Set("targets")
)

func (r *Rule) compile(v Vocabulary) error {
	if !v.EdgeType(r.Type) {
		return fmt.Errorf("no edge type %q", r.Type)
	}
	if r.Cameo != "" && !v.Cameo(r.Cameo) {
		return fmt.Errorf("no CAMEO code %q", r.Cameo)
	}
	if r.Mode != "" && !v.Mode(r.Type, r.Mode) {
		return fmt.Errorf("%s has no mode %q", r.Type, r.Mode)
	}
	if r.Status != "" && !v.Status(r.Status) {
		return fmt.Errorf("no status %q", r.Status)
	}
	for _, kind := range r.Source {
		if !sources[kind] {
			return fmt.Errorf("no source %q", kind)
		}
	}
	for _, kind := range r.Target {
		if !targets[kind] {
			return fmt.Errorf("no target %q", kind)
		}
	}
	lists := 0
	for pos, list := range map[string]string{"VERB": r.Verbs, "NOUN": r.Nouns, "ADJ": r.Adjs} {
		if list != "" {
			lists++
			r.pos = pos
		}
	}
	if lists != 1 {
		return fmt.Errorf("it needs one of verbs, nouns and adjectives, and has %d", lists)
	}
	if len(r.Examples) == 0 {
		return fmt.Errorf("it needs an example that proves it")
	}
	if len(r.Source) == 0 {
		r.Source = []string{"actor"}
		if spoken[r.Type] {
			r.Source = []string{"actor", text.LabelPlace}
		}
	}
	if len(r.Target) == 0 {
		r.Target = []string{"actor", "event"}
	}
	for _, src := range r.Match {
		for _, asked := range tagged.FindAllStringSubmatch(src, -1) {
			for tag := range strings.SplitSeq(asked[1], "|") {
				if !tags[tag] && !v.EventKind(tag) {
					return fmt.Errorf("pattern %q: nothing is tagged %q", src, tag)
				}
			}
		}
		if !strings.HasPrefix(src, "{") {
			src = "{}" + src
		}
		p, err := pattern.Compile(src)
		if err != nil {
			return fmt.Errorf("pattern %q: %w", src, err)
		}
		c := compiled{p, p.Index("source"), p.Index("target")}
		if c.source < 0 && !slices.ContainsFunc(r.Source, elsewhere) || c.target < 0 && !slices.ContainsFunc(r.Target, elsewhere) {
			return fmt.Errorf("pattern %q names no source or no target", src)
		}
		r.patterns = append(r.patterns, c)
	}
	r.frame = frameOf(r.Match)
	if len(r.patterns) == 0 {
		return fmt.Errorf("it has no pattern")
	}
	return nil
}

// elsewhere reports whether a wanted kind is found by more than the pattern.
func elsewhere(kind string) bool {
	return kind == "state" || kind == "voice" || kind == "office" || kind == land
}

// readForms reads lines of "form lemma".
func readForms(data string) (map[string]string, error) {
	forms := make(map[string]string)
	for n, line := range strings.Split(data, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Fields(line)
		if len(f) != 2 || forms[f[0]] != "" {
			return nil, fmt.Errorf("line %d: %q is not a new form with its lemma", n+1, line)
		}
		forms[f[0]] = f[1]
	}
	return forms, nil
}

// readRoles reads lines of "ROLE: noun noun …".
func readRoles(data string) (map[string]string, error) {
	roles := make(map[string]string)
	for n, line := range strings.Split(data, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		role, nouns, ok := strings.Cut(line, ":")
		if !ok || len(role) != 3 {
			return nil, fmt.Errorf("line %d: %q is not a role of three letters", n+1, role)
		}
		for w := range strings.FieldsSeq(nouns) {
			if roles[w] == "" {
				roles[w] = role
			}
		}
	}
	return roles, nil
}

// addKinds reads lines of "kind: noun noun …" or "kind name: noun noun …".
func (lx *Lexicon) addKinds(data string, v Vocabulary) error {
	for n, line := range strings.Split(data, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		kind, nouns, ok := strings.Cut(line, ":")
		kind, naming := strings.CutSuffix(kind, " name")
		if !ok || !v.EventKind(kind) {
			return fmt.Errorf("line %d: %q is not a kind of event", n+1, kind)
		}
		for w := range strings.FieldsSeq(nouns) {
			if old, dup := lx.kinds[w]; dup {
				return fmt.Errorf("line %d: %s is a %s already", n+1, w, old)
			}
			lx.kinds[w] = kind
			if naming {
				lx.naming[w] = true
			}
		}
	}
	return nil
}

// words reads a list of words, "#" to the end of a line being a comment.
func words(data string) map[string]bool {
	m := make(map[string]bool)
	for line := range strings.Lines(data) {
		line, _, _ = strings.Cut(line, "#")
		for w := range strings.FieldsSeq(line) {
			m[w] = true
		}
	}
	return m
}

// allWords returns every word that the lexicon lists.
func (lx *Lexicon) allWords() map[string]bool {
	known := make(map[string]bool)
	for key := range lx.index {
		word, _, _ := strings.Cut(key, "/")
		word, _, _ = strings.Cut(word, "_")
		known[word] = true
	}
	for _, list := range []map[string]bool{lx.agents, lx.kin, lx.titles} {
		for w := range list {
			known[w] = true
		}
	}
	for w := range lx.kinds {
		known[w] = true
	}
	return known
}

// mend gives a lemma that the language model cut wrongly the form that the
// lexicon knows: of "ruled" "rul" is rule, of "bombed" "bom" bomb, of the verb
// "shot" "shet" shoot; "troops" is troop. Both are lower-case.
func (lx *Lexicon) mend(lemma, word, upos string) string {
	if one := strings.TrimSuffix(lemma, "s"); one != lemma && lx.agents[one] {
		return one
	}
	if lx.known[lemma] || len(lemma) < 3 {
		return lemma
	}
	if w := lx.irregular[word]; w != "" && upos != "NOUN" { // the ground is no form of "grind"
		return w
	}
	for _, suffix := range []string{"ed", "ing", "es", "s", "d"} {
		stem, ok := strings.CutSuffix(word, suffix)
		if !ok || len(stem) < 3 {
			continue
		}
		for _, w := range []string{stem, stem + "e", stem[:len(stem)-1]} {
			if doubled := stem[len(stem)-1] == stem[len(stem)-2]; lx.known[w] && (len(w) >= len(stem) || doubled) {
				return w
			}
		}
	}
	return lemma
}

// Title reports whether a word is an office or the last word of one.
func (lx *Lexicon) Title(word string) bool { return lx.titles[word] }

// Person reports whether a lower-case noun is one for a person or for people.
func (lx *Lexicon) Person(noun string) bool {
	return lx.people[noun] != "" || lx.kin[noun] || lx.titles[noun]
}

// Office returns how many of the lower-case words make the longest office that they begin with.
func (lx *Lexicon) Office(words []string) int {
	return lx.offices.longest(0, len(words), func(i int) string { return words[i] })
}

// EventNoun reports whether a lower-case noun names an event, also where it ends a name.
func (lx *Lexicon) EventNoun(noun string) bool { return lx.kinds[noun] != "" && !lx.naming[noun] }

// CommonNoun reports whether a lower-case noun names an event, an office, or a
// group of people, and so is no name though it has a capital letter.
func (lx *Lexicon) CommonNoun(noun string) bool {
	return lx.EventNoun(noun) || lx.titles[noun] || lx.agents[noun]
}

func lastWords(data string) map[string]bool {
	m := make(map[string]bool)
	for line := range strings.Lines(data) {
		line, _, _ = strings.Cut(line, "#")
		if w := strings.Fields(line); len(w) > 0 {
			m[w[len(w)-1]] = true
		}
	}
	return m
}

// wordTree holds phrases, one a line, to be found as the longest run of lower-case words.
type wordTree struct {
	next map[string]*wordTree
	end  bool
}

func newWordTree(data string) *wordTree {
	root := &wordTree{}
	for line := range strings.Lines(data) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.ToLower(line)
		root.add(line)
		if strings.Contains(line, "-") { // "secretary-general" is one token or three
			root.add(strings.ReplaceAll(line, "-", " - "))
		}
	}
	return root
}

// add enters the words of a phrase.
func (w *wordTree) add(phrase string) {
	at := w
	for word := range strings.FieldsSeq(phrase) {
		if at.next == nil {
			at.next = make(map[string]*wordTree)
		}
		if at.next[word] == nil {
			at.next[word] = &wordTree{}
		}
		at = at.next[word]
	}
	at.end = at != w
}

// longest returns how many of the words from i on make the longest phrase; word gives the i-th.
func (w *wordTree) longest(i, n int, word func(int) string) int {
	best := 0
	for k := i; k < n; k++ {
		if w = w.next[word(k)]; w == nil {
			break
		}
		if w.end {
			best = k - i + 1
		}
	}
	return best
}

// find returns the rules of a word, phrasal form first.
func (lx *Lexicon) find(lemma, particle, pos string) []*Rule {
	if particle != "" {
		if r := lx.index[lemma+"_"+particle+"/"+pos]; r != nil {
			return r
		}
	}
	return lx.index[lemma+"/"+pos]
}

// Listed returns the ids of the rules that list the word at token t of a sentence.
func (lx *Lexicon) Listed(s *text.Sentence, t int) []string {
	var ids []string
	for _, r := range lx.find(lx.mend(strings.ToLower(s.Tokens[t].Lemma), strings.ToLower(s.Tokens[t].Text), s.Tokens[t].UPOS), "", s.Tokens[t].UPOS) {
		ids = append(ids, r.ID)
	}
	return ids
}

// Only returns the lexicon without the other rules that are patterns: what it
// finds shows whether that rule works, whatever others say of the same words.
func (lx *Lexicon) Only(id string) *Lexicon {
	one := *lx
	one.index = make(map[string][]*Rule)
	for word, rules := range lx.index {
		for _, r := range rules {
			if r.ID == id {
				one.index[word] = []*Rule{r}
			}
		}
	}
	return &one
}

// Rule returns the rule of an id, or nil for one that is part of the program.
func (lx *Lexicon) Rule(id string) *Rule {
	for _, r := range lx.Rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// allows reports whether one of the wanted kinds covers a label.
func allows(wanted []string, label string) bool {
	return slices.Contains(wanted, label) ||
		label != "Event" && label != text.LabelPlace && slices.Contains(wanted, "actor") ||
		label == "Event" && (slices.Contains(wanted, "event") || slices.Contains(wanted, "open"))
}
