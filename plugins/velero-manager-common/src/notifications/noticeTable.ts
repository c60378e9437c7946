import type { ProtectionState, SyncState } from '../health/states';

/** What of a subject changes by itself and is told by itself. @public */
export type NoticeAspect = 'protection' | 'sync' | 'contact';

/** How urgent a notice is, in the words of Backstage's notifications. @public */
export type NoticeSeverity = 'critical' | 'high' | 'normal' | 'low';

/**
 * What people have to do about a state: something (`bad`), find out what
 * (`unknown`), nothing yet (`passing`, it changes by itself or somebody wants
 * it so) or nothing (`good`).
 *
 * @internal
 */
export type Standing = 'bad' | 'unknown' | 'passing' | 'good';

/** How people are told of a state. @internal */
export interface NoticeRule {
  standing: Standing;
  severity: NoticeSeverity;
  /** The title, from the subject's name in quotes, with its kind where it is a cluster. */
  title(subject: string): string;
}

const silently = (standing: Standing): NoticeRule => ({
  standing,
  severity: 'low',
  title: subject => `There is news of ${subject}`,
});

const protection: Record<ProtectionState, NoticeRule> = {
  CRITICAL: {
    standing: 'bad',
    severity: 'critical',
    title: subject => `The backup of ${subject} is critical`,
  },
  UNPROTECTED: {
    standing: 'bad',
    severity: 'high',
    title: subject => `There is no backup of ${subject}`,
  },
  DEGRADED: {
    standing: 'bad',
    severity: 'normal',
    title: subject => `The backup of ${subject} is degraded`,
  },
  UNKNOWN: {
    standing: 'unknown',
    severity: 'normal',
    title: subject => `The state of the backup of ${subject} is unknown`,
  },
  PAUSED: silently('passing'),
  PENDING: silently('passing'),
  HEALTHY: {
    standing: 'good',
    severity: 'low',
    title: subject => `The backup of ${subject} is healthy again`,
  },
  EXEMPT: {
    standing: 'good',
    severity: 'low',
    title: subject => `No backup of ${subject} is asked for any more`,
  },
};

const sync: Record<SyncState, NoticeRule> = {
  FAILED: {
    standing: 'bad',
    severity: 'high',
    title: subject => `What Git says of ${subject} could not be applied`,
  },
  DRIFTED: {
    standing: 'bad',
    severity: 'normal',
    title: subject => `What runs of ${subject} is not what Git says`,
  },
  BEHIND: silently('passing'),
  UNKNOWN: {
    standing: 'unknown',
    severity: 'normal',
    title: subject => `The sync state of ${subject} is unknown`,
  },
  SUSPENDED: silently('passing'),
  PROGRESSING: silently('passing'),
  SYNCED: {
    standing: 'good',
    severity: 'low',
    title: subject => `What runs of ${subject} is what Git says again`,
  },
};

/** The states that the due list knows of contact with a cluster. */
const contact: Record<'connected' | 'silent', NoticeRule> = {
  silent: {
    standing: 'bad',
    severity: 'high',
    title: subject => `There is no contact with ${subject}`,
  },
  connected: {
    standing: 'good',
    severity: 'low',
    title: subject => `There is contact with ${subject} again`,
  },
};

const table = new Map<string, NoticeRule>(
  Object.entries({ protection, sync, contact }).flatMap(([aspect, rules]) =>
    Object.entries(rules).map(([state, rule]): [string, NoticeRule] => [
      `${aspect} ${state}`,
      rule,
    ]),
  ),
);

/**
 * How people are told of a state of an aspect. A state that we do not know, as
 * a later version may have stored it, is not told.
 *
 * @internal
 */
export function noticeRule(aspect: NoticeAspect, state: string): NoticeRule {
  return table.get(`${aspect} ${state}`) ?? silently('passing');
}
