import type { Queryable } from './database.ts';

/** Words of the election's stations that begin with the typed one or resemble it, more than are wanted. */
export async function wordsLike(queryable: Queryable, electionId: string, typed: string): Promise<string[]> {
  // What the planner does not know makes it use the index: it takes comparing every word for cheaper than it is.
  const { rows } = await queryable.query<{ word: string }>(
    `(select word from station_words
      where election_id = $1 and (word % (select $2) or word like (select $2 || '%'))
      order by starts_with(word, $2) desc, similarity(word, $2) desc limit 40)
     union
     (select word from station_words
      where election_id = $1 and word like any ((select $3::text[])::text[])
      order by length(word) limit 40)`,
    [electionId, typed, oneMistakePatterns(typed)],
  );
  return rows.map(({ word }) => word);
}

/**
 * `like` patterns for a short word with one mistake. One letter is in three trigrams, which of a word of
 * four or five leaves too few in common for `%` (similarity from 0.3) to find it.
 */
function oneMistakePatterns(typed: string): string[] {
  if (typed.length < 4 || typed.length > 5) return [];
  const patterns = [...typed].flatMap((letter, at) => {
    const [before, after] = [typed.slice(0, at), typed.slice(at + 1)];
    const swapped = `${before}${after.slice(0, 1)}${letter}${after.slice(1)}`;
    return [`${before}_${after}%`, `${before}_${letter}${after}%`, `${before}${after}%`, `${swapped}%`];
  });
  return [...new Set(patterns)];
}
