import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { GLOB_CASES, UNREADABLE_PATTERNS } from './__fixtures__/globCases';
import { compileGlob } from './glob/compileGlob';
import { GlobFailure } from './glob/compositeMatchers';
import { parseGlob } from './glob/parseGlob';
import { matchNamespacePattern } from './matchNamespacePattern';

interface Answer {
  pattern: string;
  name?: string;
  match?: boolean;
  error?: unknown;
}

/** The answers of the library that are not ours. */
function differences(path: string): Answer[] {
  const answers: Answer[] = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(answers.length).toBeGreaterThan(100);
  return answers.filter(({ pattern, name = 'x', match, error }) => {
    const ours = matchNamespacePattern(pattern, name);
    return error ? ours.ok : !ours.ok || ours.value !== match;
  });
}

function isRefused(match: () => boolean): boolean {
  try {
    match();
    return false;
  } catch (error) {
    if (error instanceof GlobFailure) {
      return true;
    }
    throw error;
  }
}

describe('matchNamespacePattern', () => {
  it.each(GLOB_CASES)('%p and %p: %p', (pattern, name, match) => {
    expect(matchNamespacePattern(pattern, name)).toEqual({
      ok: true,
      value: match,
    });
  });

  it.each(UNREADABLE_PATTERNS)('cannot read %p', pattern => {
    expect(matchNamespacePattern(pattern, 'app')).toEqual({
      ok: false,
      reason: expect.stringMatching(/^The pattern ".*" is not usable: /),
    });
  });

  it('answers as the library does', () => {
    expect(
      differences(join(__dirname, '__fixtures__', 'library-answers.jsonl')),
    ).toEqual([]);
  });

  it('refuses what is too long, and names that are none', () => {
    expect(matchNamespacePattern('a'.repeat(513), 'a').ok).toBe(false);
    expect(matchNamespacePattern('a', 'a'.repeat(254)).ok).toBe(false);
    expect(matchNamespacePattern('a', '\u202eapp')).toEqual({
      ok: false,
      reason: 'The name "\\u202eapp" is not that of a namespace.',
    });
    expect(matchNamespacePattern('{}a', '').ok).toBe(true);
    expect(matchNamespacePattern('a{}', 'a')).toMatchObject({
      reason: expect.stringContaining('breaks on it'),
    });
  });

  it('takes bounded work, whatever the pattern', () => {
    const names = ['a'.repeat(63), `${'ab'.repeat(31)}c`, 'a'.repeat(253)];
    const evil = [
      '*a',
      '*?a',
      '*[ab]',
      '{*a,*b}',
      '{a,{a,*}}*',
      '{',
      '{a,',
      '?*',
      '[!ab]',
    ].flatMap(piece => {
      const long = piece.repeat(500 / piece.length);
      return [long, `${long}b`, long.slice(0, 63)];
    });
    for (const pattern of evil) {
      const tree = parseGlob(pattern);
      if (!tree.ok) {
        continue;
      }
      for (const name of names) {
        const budget = { steps: 2_000_000 };
        const refused = isRefused(() =>
          compileGlob(tree.value, budget).match(name),
        );
        // Where a single step begins there is still budget for all before it.
        expect(budget.steps).toBeGreaterThan(-1_000);
        // What Kubernetes can name and Velero accept is always answered.
        expect(refused && name.length <= 63 && pattern.length <= 63).toBe(false);
      }
    }
    expect(() => {
      const tree = parseGlob('*a*b*a*b*c');
      return tree.ok && compileGlob(tree.value, { steps: 5 }).match(names[1]);
    }).toThrow(GlobFailure);
  });

  it('never throws, and answers within its budget', () => {
    const piece = fc.constantFrom(
      ...['*', '?', 'a', 'b', '-', '[ab]', '[!a]', '{', '}', ',', '\\', '**'],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }).map(pieces => pieces.join('')),
        fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 63 }),
        (pattern, name) => {
          const match = matchNamespacePattern(pattern, name);
          expect(match.ok ? '' : match.reason).not.toContain('too complex');
        },
      ),
      { numRuns: 2_000 },
    );
  });

  const shared = process.env.VELERO_MANAGER_SHARED;
  const vectors = join(shared ?? '', 'vectors', 'glob.jsonl');
  if (shared && existsSync(vectors)) {
    it('meets the shared vectors', () => {
      expect(differences(vectors)).toEqual([]);
    });
  }
});
