/** Number of single-letter changes between two texts (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** The candidate most like the text; null when none is like it at all. */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  const wanted = text.toLowerCase();
  let best: { candidate: string; score: number } | null = null;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    const contained = other.length > 3 && (wanted.includes(other) || other.includes(wanted));
    // Of several that are part of the text, the longest says most of it.
    const score = contained ? 1 + Math.abs(wanted.length - other.length) / 1000 : distance(wanted, other);
    const limit = Math.max(2, Math.ceil(Math.max(wanted.length, other.length) * 0.5));
    if (score <= limit && (best === null || score < best.score)) best = { candidate, score };
  }
  return best?.candidate ?? null;
}
