import type { PlannedFile } from '@velero-manager/backstage-plugin-velero-manager-common';
import { createTwoFilesPatch } from 'diff';

/** Texts that have next to nothing in common take long to compare: not worth it. */
const MAX_EDITS = 5_000;
/** Git's name for a side on which a file does not exist. */
const NOWHERE = '/dev/null';

/**
 * A planned file as a unified diff. Where the two texts have too little in
 * common to be compared in reasonable time, all of one is replaced by all of
 * the other.
 *
 * @internal
 */
export function unifiedDiff(file: PlannedFile): string {
  const { path, before, content } = file;
  const from = before === null ? NOWHERE : `a/${path}`;
  const to = content === null ? NOWHERE : `b/${path}`;
  const headers = {
    includeIndex: false,
    includeUnderline: false,
    includeFileHeaders: true,
  };
  const patch = createTwoFilesPatch(
    from,
    to,
    before ?? '',
    content ?? '',
    undefined,
    undefined,
    {
      context: 3,
      maxEditLength: MAX_EDITS,
      headerOptions: headers,
    },
  );
  return (
    patch ??
    replaceAll({ from, to, before: before ?? '', after: content ?? '' })
  );
}

function replaceAll(texts: {
  from: string;
  to: string;
  before: string;
  after: string;
}): string {
  const removed = linesOf(texts.before);
  const added = linesOf(texts.after);
  return [
    `--- ${texts.from}`,
    `+++ ${texts.to}`,
    `@@ -1,${removed.length} +1,${added.length} @@`,
    ...removed.map(line => `-${line}`),
    ...added.map(line => `+${line}`),
    '',
  ].join('\n');
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}
