import { z } from 'zod/v3';
import { maxGap, nextRuns } from '../cron';
import { quoteValue } from '../words';

/*
 * The fields from which intents are made. What is said in `describe` is shown
 * under the field of the form, so it speaks to the person who fills it in.
 */

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const DNS_SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;
/** Velero reads `*` and `?` in lists of namespaces from 1.18 on. */
const NAMESPACE_PATTERN = /^[a-z0-9*?]([-a-z0-9*?]{0,61}[a-z0-9*?])?$/;
const RETENTION = /^[1-9][0-9]{0,4}[dh]$/;
const LABEL_KEY =
  /^([a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
/** Words that controllers set or read themselves; nobody else may. */
const RESERVED_LABELS =
  /(^|[./])(velero\.io|velero-manager\.io|kubernetes\.io|k8s\.io|argoproj\.io|fluxcd\.io)\//;

/** Cron is judged from a fixed moment, so that an intent is valid or not for ever. */
const JUDGED_FROM = new Date(Date.UTC(2024, 0, 1));
/** Velero 1.15 to 1.18 in its image; what the pinned chart installs. */
const READER = { zone: 'UTC', after: JUDGED_FROM };

const LABEL_RULE =
  "must be lower-case letters, digits and '-', at most 63 characters";

/** A name that also serves as a part of a path: an RFC 1123 label. @internal */
export const label = () => z.string().max(63).regex(DNS_LABEL, LABEL_RULE);

/** The name of an object of a cluster: an RFC 1123 subdomain. @internal */
export const objectName = () =>
  z
    .string()
    .max(253)
    .regex(
      DNS_SUBDOMAIN,
      "must be lower-case letters, digits, '-' and '.', at most 253 characters",
    );

/** Text on one line that is only ever shown. @internal */
export const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(
      /^[^\p{C}\u2028\u2029]*$/u,
      'must be one line of visible characters',
    );

/** A cron text that Velero accepts and that runs at least once. @internal */
export const cron = () =>
  z
    .string()
    .min(1)
    .max(200)
    .superRefine((text, context) => {
      const reason = refuseCron(text);
      if (reason) context.addIssue({ code: 'custom', message: reason });
    });

/**
 * Why Velero would not run at this cron text, or null. Judged as Velero 1.15
 * to 1.18 reads it, in UTC.
 *
 * @public
 */
export function refuseCron(text: string): string | null {
  const runs = nextRuns(text, { ...READER, count: 1 });
  if (!runs.ok) return `is no cron text that Velero accepts: ${runs.reason}`;
  return runs.value.length === 0
    ? `${quoteValue(text)} is a date that never comes`
    : null;
}

/**
 * The longest time between two runs, in seconds, or null when it cannot be told.
 *
 * @internal
 */
export function longestGapOf(text: string): number | null {
  const gap = maxGap(text, READER);
  return gap.ok ? gap.value : null;
}

/** How long backups are kept, as `<n>d` or `<n>h`. @internal */
export const retention = () =>
  z
    .string()
    .regex(
      RETENTION,
      "must be a number of days or hours such as '30d' or '12h'",
    );

/** A namespace, or from Velero 1.18 on a pattern with `*` and `?`. @internal */
export const namespacePattern = () =>
  z
    .string()
    .max(63)
    .regex(
      NAMESPACE_PATTERN,
      "must be a namespace, or a pattern of it with '*' and '?'",
    )
    .refine(text => !text.includes('**'), "must not contain '**'");

/** Labels of our own for what is written; those of controllers are refused. @internal */
export const labels = () =>
  z
    .record(z.string().max(63).regex(LABEL_VALUE, 'must be a label value'))
    .superRefine((map, context) => {
      for (const key of Object.keys(map)) {
        const message = refuseLabelKey(key);
        if (message) context.addIssue({ code: 'custom', path: [key], message });
      }
    });

/** Labels by which objects are chosen; those of controllers are as good as others. @internal */
export const labelSelector = () =>
  z
    .record(z.string().max(63).regex(LABEL_VALUE, 'must be a label value'))
    .superRefine((map, context) => {
      const keys = Object.keys(map);
      for (const key of keys) {
        if (LABEL_KEY.test(key)) continue;
        const message = 'is no label key';
        context.addIssue({ code: 'custom', path: [key], message });
      }
      if (keys.length > 20) {
        context.addIssue({
          code: 'custom',
          message: `must have at most 20 labels; there are ${keys.length}`,
        });
      }
    });

/** How long something may take, as `<n>s`, `<n>m` or `<n>h`. @internal */
export const timeout = () =>
  z
    .string()
    .regex(
      /^[1-9][0-9]{0,3}[smh]$/,
      "must be a number of seconds, minutes or hours such as '30s', '10m' or '4h'",
    );

function refuseLabelKey(key: string): string | null {
  if (!LABEL_KEY.test(key)) return 'is no label key';
  return RESERVED_LABELS.test(key) ? 'is a label that controllers own' : null;
}

/** An address that begins with `https://`, without log-in, query or fragment. @internal */
export const httpsUrl = () =>
  z
    .string()
    .max(500)
    .superRefine(urlOf(['https:']));

/** An address of an object store; `http://` is allowed and will be warned of. @internal */
export const storeUrl = () =>
  z
    .string()
    .max(500)
    .superRefine(urlOf(['https:', 'http:']));

function urlOf(protocols: string[]) {
  return (text: string, context: z.RefinementCtx) => {
    if (!isPlainUrl(text, protocols)) {
      context.addIssue({
        code: 'custom',
        message: `must be an address that begins with ${protocols
          .map(protocol => `'${protocol}//'`)
          .join(' or ')}, without log-in, query or fragment`,
      });
    }
  };
}

function isPlainUrl(text: string, protocols: string[]): boolean {
  if (!/^[\x21-\x7e]+$/.test(text) || /[?#@\\{}$'"`<>|]/.test(text))
    return false;
  try {
    const url = new URL(text);
    return protocols.includes(url.protocol) && url.hostname !== '';
  } catch {
    return false;
  }
}
