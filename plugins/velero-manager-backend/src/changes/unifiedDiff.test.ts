import { applyPatch } from 'diff';
import { unifiedDiff } from './unifiedDiff';

const diffOf = (before: string | null, content: string | null) =>
  unifiedDiff({ path: 'a/b.yaml', action: 'edit', before, content });

describe('unifiedDiff', () => {
  it('shows what changed, with what stands around it', () => {
    expect(diffOf('a: 1\nb: 2\n', 'a: 1\nb: 3\n')).toBe(
      '--- a/a/b.yaml\n+++ b/a/b.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: 2\n+b: 3\n',
    );
  });

  it('names nowhere for files that come or go', () => {
    expect(diffOf(null, 'a: 1\n')).toBe(
      '--- /dev/null\n+++ b/a/b.yaml\n@@ -0,0 +1,1 @@\n+a: 1\n',
    );
    expect(diffOf('a: 1\n', null)).toBe(
      '--- a/a/b.yaml\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a: 1\n',
    );
  });

  it('keeps every text applicable, also one too different to compare', () => {
    const text = (seed: number) =>
      `${Array.from({ length: 4_000 }, (_, i) => (i * seed) % 7919).join(
        '\n',
      )}\n`;
    for (const [before, after] of [
      [text(31), text(57)],
      ['x', 'y\n'],
    ]) {
      expect(applyPatch(before, diffOf(before, after))).toBe(after);
    }
  });
});
