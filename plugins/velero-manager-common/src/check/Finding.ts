import type { FieldPath, Manifest } from '../snapshot/readManifests';

/**
 * What a check found in a config repository. Errors stop a change; warnings are
 * shown to its reviewers; `info` also says what could not be checked.
 *
 * @public
 */
export interface Finding {
  /** For machines, such as `CRON_INVALID`. Never changes its meaning. */
  code: string;
  severity: FindingSeverity;
  path: string;
  line: number | null;
  /** One sentence that names the value. */
  message: string;
  /** What to do about it, where that can be said. */
  fix: string | null;
}

/** @public */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** A finding without its place. @internal */
export interface Remark {
  code: string;
  severity: FindingSeverity;
  message: string;
  fix?: string;
}

/** A remark on a field of an object. @internal */
export function findingAt(
  manifest: Pick<Manifest, 'path' | 'lineOf'>,
  field: FieldPath,
  { fix, ...remark }: Remark,
): Finding {
  return {
    ...remark,
    path: manifest.path,
    line: manifest.lineOf(field),
    fix: fix ?? null,
  };
}

/** A remark on a file. @internal */
export function findingIn(
  path: string,
  line: number | null,
  { fix, ...remark }: Remark,
): Finding {
  return { ...remark, path, line, fix: fix ?? null };
}
