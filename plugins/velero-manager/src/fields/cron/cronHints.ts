import {
  clockChanges,
  compareReadings,
  nextRuns,
  runsMeet,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  CronPattern,
  CronReader,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Translate } from '../../components/stateWord';
import { formatExact } from '../../time/formats';
import type { FieldHint } from '../FieldHint';
import type { CronContext } from './CronContext';

/** The days that some months do not have. */
const LAST_SURE_DAY = 28;
/** As far as the runs of other schedules are known. */
const MOST_RUNS = 750;
/** Named in a sentence; of more there is a number. */
const NAMED = 3;

/** The readings that are in use: Velero 1.15 to 1.18, which forms are judged by, … */
const BEFORE: CronReader = { zone: 'UTC', dialect: 'robfig-v3' };
/** … and from 1.19 on. */
const LATER: CronReader = { zone: 'UTC', dialect: 'go-cron' };

interface Asked {
  text: string;
  pattern: CronPattern | null;
  context: CronContext;
  language: string;
}

/**
 * What to know of a cron text: why Velero does not run at it, or else clocks,
 * other versions of Velero, short months and other schedules.
 *
 * @internal
 */
export function cronHints(asked: Asked, t: Translate): FieldHint[] {
  const reader = { ...BEFORE, after: asked.context.now };
  const runs = nextRuns(asked.text, { ...reader, count: 1 });
  if (!runs.ok) return [{ tone: 'error', text: runs.reason }];
  if (runs.value.length === 0) {
    return [{ tone: 'error', text: t('field.cron.never') }];
  }
  return [
    ...dialectHints(asked, t),
    ...clockHints(asked, t),
    ...monthHints(asked.pattern, t),
    ...meetingHints(asked, t),
  ];
}

function dialectHints(asked: Asked, t: Translate): FieldHint[] {
  const { text, context, language } = asked;
  const { now, reader, version } = context;
  const here = nextRuns(text, { ...reader, after: now, count: 1 });
  if (!here.ok) {
    const reason = here.reason;
    return [
      {
        tone: 'error',
        text: t('field.cron.refusedHere', { version: version ?? '', reason }),
      },
    ];
  }
  const isLater = reader.dialect === 'go-cron';
  const difference = compareReadings(text, {
    after: now,
    first: reader,
    second: isLater ? BEFORE : LATER,
  });
  if (!difference) return [];
  const when = isLater ? 'Before' : 'Later';
  return [
    {
      tone: 'warning',
      text:
        difference.kind === 'refused'
          ? t(`field.cron.refused${when}`, { reason: difference.reason })
          : t(`field.cron.differs${when}`, {
              at: formatExact(difference.at, language, 'UTC'),
            }),
    },
  ];
}

function clockHints(asked: Asked, t: Translate): FieldHint[] {
  const { text, pattern, context, language } = asked;
  const changes = clockChanges(text, { ...context.reader, after: context.now });
  if (!changes.ok) return [];
  const hints = changes.value.map(
    ({ at, kind, zone }): FieldHint => ({
      tone: 'warning',
      text: t(`field.cron.${kind}`, {
        zone,
        at: formatExact(at, language, 'UTC'),
      }),
    }),
  );
  const zone = pattern?.zone;
  return zone && zone !== 'UTC' && hints.length === 0
    ? [{ tone: 'info', text: t('field.cron.zone', { zone }) }]
    : hints;
}

/** That some months have no run. @internal */
export function monthHints(
  pattern: CronPattern | null,
  t: Translate,
): FieldHint[] {
  if (pattern?.every !== 'month') return [];
  // One that is in every month is enough to have a backup of each.
  if (pattern.days.some(day => day <= LAST_SURE_DAY)) return [];
  const day = String(pattern.days[0]);
  return [{ tone: 'warning', text: t('field.cron.shortMonths', { day }) }];
}

function meetingHints({ text, context }: Asked, t: Translate): FieldHint[] {
  const { reader, now, others } = context;
  if (text.includes('@every')) return [];
  const runs = nextRuns(text, { ...reader, after: now, count: MOST_RUNS });
  if (!runs.ok || !others) return [];
  const met = others
    .filter(other => runsMeet(runs.value, other.runs))
    .map(({ name }) => t('field.quoted', { name }));
  if (met.length === 0) return [];
  const shown = met.slice(0, NAMED).join(', ');
  const names =
    met.length > NAMED
      ? t('field.cron.more', { names: shown, count: met.length - NAMED })
      : shown;
  return [
    {
      tone: 'warning',
      text: t('field.cron.meets', { names, count: met.length }),
    },
  ];
}
