/**
 * The cron languages spoken by what we watch.
 *
 * - `robfig-v3`: Velero 1.15 to 1.18, github.com/robfig/cron/v3 3.0.1 `ParseStandard`.
 * - `go-cron`: Velero 1.19, github.com/netresearch/go-cron 0.15.0 `ParseStandard`.
 * - `robfig-v1-standard`: Velero up to 1.14, github.com/robfig/cron 1.1.0 `ParseStandard`.
 * - `robfig-v1`: CloudNative-PG, github.com/robfig/cron 1.2.0 `Parse`: seconds
 *   come first and the day of the week may be left out.
 * - `kubernetes`: CronJobs (and with them Longhorn's recurring jobs): robfig-v3,
 *   but a time zone within the text is refused.
 *
 * @public
 */
export type CronDialect =
  | 'robfig-v3'
  | 'go-cron'
  | 'robfig-v1-standard'
  | 'robfig-v1'
  | 'kubernetes';

/**
 * What sets one dialect apart from the others.
 *
 * @internal
 */
export interface DialectRules {
  /** Whether the first of six fields is the second; the day of the week is then optional. */
  readonly secondsFirst: boolean;
  /** What becomes of `TZ=` and `CRON_TZ=`; `unknown` means the text is read as a field. */
  readonly zonePrefix: 'accepted' | 'quotable' | 'refused' | 'unknown';
  /** Highest number of the day of the week; 7 is Sunday again. */
  readonly lastWeekday: 6 | 7;
  /** Whether a range may run past the end of its field (`22-2`). */
  readonly wrapsRanges: boolean;
  /** Whether a step must be smaller than the range it walks. */
  readonly limitsSteps: boolean;
  /** Whether `*` followed by a step above 1 still counts as `*` when days are combined. */
  readonly stepKeepsStar: boolean;
  /** How day of month and day of week combine: either one if both are restricted, or always both. */
  readonly days: 'either' | 'both';
  /** Whether the search returns to midnight after a day that has none. */
  readonly restoresMidnight: boolean;
  /** Whether what falls into the hour skipped in spring runs in the hour after it. */
  readonly runsAfterGap: boolean;
  /** Whether a search that moved the seconds alone still takes its start for unmoved. */
  readonly forgetsSeconds: boolean;
  /** What becomes of `@every` below one second. */
  readonly shortEvery: 'raised' | 'refused';
  /** Whether `@triggered`, `@manual` and `@none` are known: valid, and never due. */
  readonly knowsManual: boolean;
  /** Longest text accepted, in bytes of UTF-8. */
  readonly maxBytes: number;
}

const ROBFIG_V3: DialectRules = {
  secondsFirst: false,
  zonePrefix: 'accepted',
  lastWeekday: 6,
  wrapsRanges: false,
  limitsSteps: false,
  stepKeepsStar: false,
  days: 'either',
  restoresMidnight: true,
  runsAfterGap: false,
  forgetsSeconds: false,
  shortEvery: 'raised',
  knowsManual: false,
  maxBytes: Infinity,
};

const ROBFIG_V1_STANDARD: DialectRules = {
  ...ROBFIG_V3,
  zonePrefix: 'unknown',
  stepKeepsStar: true,
  restoresMidnight: false,
};

/**
 * The rules of every dialect, read in the sources named at {@link CronDialect}.
 *
 * @internal
 */
export const DIALECT_RULES: Readonly<Record<CronDialect, DialectRules>> = {
  'robfig-v3': ROBFIG_V3,
  'go-cron': {
    ...ROBFIG_V3,
    zonePrefix: 'quotable',
    lastWeekday: 7,
    wrapsRanges: true,
    limitsSteps: true,
    days: 'both',
    runsAfterGap: true,
    forgetsSeconds: true,
    shortEvery: 'refused',
    knowsManual: true,
    maxBytes: 1024,
  },
  'robfig-v1-standard': ROBFIG_V1_STANDARD,
  'robfig-v1': { ...ROBFIG_V1_STANDARD, secondsFirst: true },
  kubernetes: { ...ROBFIG_V3, zonePrefix: 'refused' },
};
