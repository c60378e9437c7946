/**
 * One line of a diff: added, removed, kept for orientation, or the place of the
 * lines that follow.
 *
 * @internal
 */
export interface DiffLine {
  kind: 'added' | 'removed' | 'kept' | 'place';
  text: string;
}

const KINDS: Record<string, DiffLine['kind']> = {
  '+': 'added',
  '-': 'removed',
  '@': 'place',
};

/** The lines of a unified diff of one file, without the names of its sides. @internal */
export function diffLines(diff: string): DiffLine[] {
  const lines = diff.replace(/\n$/, '').split('\n');
  const first = lines.findIndex(line => line.startsWith('@@'));
  return first < 0
    ? []
    : lines
        .slice(first)
        .map(text => ({ kind: KINDS[text.charAt(0)] ?? 'kept', text }));
}
