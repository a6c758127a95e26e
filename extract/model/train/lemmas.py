"""The lemma table: exceptions and ending rules from the treebanks. model/lemma.go applies it."""

import collections

LONGEST = 6
KEEPS = {"NNP", "NNPS", "FW", "CD", "ADD", "SYM", "NFP", "GW", "LS", "-LRB-", "-RRB-"}


def rule(low, lemma):
    """(bytes to strip, text to add), cutting between characters."""
    n = 0
    while n < len(low) and n < len(lemma) and low[n] == lemma[n]:
        n += 1
    return len(low[n:].encode()), lemma[n:]


def table(sentences):
    seen = collections.defaultdict(collections.Counter)
    for s in sentences:
        for w, x, l in zip(s.words, s.xpos, s.lemma):
            if l == "_" or "\t" in w + l or len(w) != len(w.lower()):
                continue
            if x in KEEPS and l.lower() == w.lower():
                l = w
            elif x in KEEPS:
                l = l.lower() if w.isupper() else l
            seen[x][w.lower(), l if x not in KEEPS else l.lower()] += 1
    lines = ["^\t" + x for x in sorted(seen) if x in KEEPS]
    for x in sorted(seen):
        best = {}
        for (low, lemma), n in sorted(seen[x].items(), key=lambda kv: (kv[1], kv[0])):
            best[low] = lemma, n
        votes = collections.defaultdict(collections.Counter)
        for low, (lemma, n) in best.items():
            r = rule(low, lemma.lower())
            for k in range(min(LONGEST, len(low)) + 1):
                end = low[len(low) - k:]
                if r[0] <= len(end.encode()):
                    votes[end][r] += min(n, 3)
                else:
                    votes[end][None] += min(n, 3)
        rules = {}

        def resolve(low):
            for k in range(min(LONGEST, len(low)), -1, -1):
                if low[len(low) - k:] in rules:
                    return rules[low[len(low) - k:]]
            return 0, ""

        for end in sorted(votes, key=lambda e: (len(e), e)):
            total = sum(votes[end].values())
            r, n = max(((r, n) for r, n in votes[end].items() if r is not None), key=lambda rn: (rn[1], rn[0]), default=(None, 0))
            if r is None or n * 2 < total or (len(end) > 3 and n < 2):
                continue
            if r != resolve(end):
                rules[end] = r
        for end, r in sorted(rules.items()):
            lines.append(f"-\t{x}\t{end}\t{r[0]}\t{r[1]}")
        for low, (lemma, n) in sorted(best.items()):
            r = resolve(low)
            made = low.encode()[: len(low.encode()) - r[0]].decode() + r[1] if r[0] < len(low.encode()) else low
            if x in KEEPS:
                if made != lemma and n > 1:
                    keep = [l for (w, l), _ in seen[x].items() if w == low]
                    lines.append(f"=\t{x}\t{low}\t{lemma.title() if x.startswith('NNP') else lemma}")
            elif made != lemma:
                lines.append(f"=\t{x}\t{low}\t{lemma}")
    return "\n".join(lines) + "\n"
