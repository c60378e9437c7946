import { parseGoDuration } from '../kinds/parseGoDuration';
import { isMap, type Manifest } from '../snapshot/readManifests';

/** Velero's own default, in seconds. */
const DEFAULT_TTL_SECONDS = 720 * 3_600;
const MINUTE = [60, 'minute'] as const;
const UNITS = [[86_400, 'day'], [3_600, 'hour'], MINUTE] as const;

/** Text that is only shown, as code: nothing in it is Markdown. @internal */
export const code = (text: string) =>
  `\`${text.replace(/`/g, "'").replace(/\s+/g, ' ')}\``;

/** Several of these. @internal */
export const codes = (texts: readonly string[]) => texts.map(code).join(', ');

/** A schedule as it stands in Git, in words of Markdown. @internal */
export interface WrittenSchedule {
  /** What it backs up: "all namespaces" or their names. */
  namespaces: string;
  cron: string;
  /** How long it keeps each backup: "30 days". */
  kept: string;
  /** Whether its backups go with it. */
  ownsBackups: boolean;
}

/**
 * Says what a schedule in Git does, whoever wrote it.
 *
 * @internal
 */
export function describeWritten({ document }: Manifest): WrittenSchedule {
  const data: unknown = document.toJS();
  const spec = isMap(data) && isMap(data.spec) ? data.spec : {};
  const template = isMap(spec.template) ? spec.template : {};
  const names = namesIn(template.includedNamespaces);
  return {
    namespaces:
      names.length === 0 || names.includes('*')
        ? 'all namespaces'
        : codes(names),
    cron: code(String(spec.schedule)),
    kept: describeTtl(template.ttl),
    ownsBackups: spec.useOwnerReferencesInBackup === true,
  };
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function describeTtl(ttl: unknown): string {
  const read = typeof ttl === 'string' ? parseGoDuration(ttl) : null;
  const seconds = read || DEFAULT_TTL_SECONDS; // Velero takes 0 for its default
  const [size, unit] =
    UNITS.find(([length]) => seconds % length === 0) ?? MINUTE;
  const number = Math.ceil(seconds / size);
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
