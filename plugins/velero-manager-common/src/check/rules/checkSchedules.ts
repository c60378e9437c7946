import { MAX_SCHEDULE_NAME_LENGTH } from '../../intents/scheduleFields';
import { longestGapOf, refuseCron } from '../../intents/fields';
import { RecentReads } from '../../snapshot/RecentReads';
import { parseGoDuration } from '../../kinds/parseGoDuration';
import { EnvironmentPolicy, policyOf } from '../../snapshot';
import { clusterPlaceOf } from '../../snapshot/layout';
import { secondsOfRetention } from '../../snapshot/retention';
import { quoteValue } from '../../words';
import type { Checked } from '../CheckedRepository';
import { Finding, findingAt, Remark } from '../Finding';
import { checkBackupScope } from './checkBackupScope';
import type { Rule } from './Rule';

type Schedule = Checked<'velero.io/Schedule'>;

/** Velero's own default. */
const DEFAULT_TTL_SECONDS = 720 * 3_600;

/** The longest gaps of some hundred cron texts; most schedules share a few. */
const recentGaps = RecentReads.create<number | null>({ maxLength: 4_000 });

/** A schedule runs, keeps its backups as the policy asks, and avoids the traps. @internal */
export const checkSchedules: Rule = (repository, facts) =>
  repository.objects('velero.io/Schedule').flatMap(schedule => {
    const place = clusterPlaceOf(schedule.manifest.path);
    const policy =
      place && repository.settings
        ? policyOf(repository.settings, place.environment)
        : null;
    const namespace = repository.settings?.velero.namespace ?? 'velero';
    return [
      ...checkName(schedule),
      ...checkCron(schedule),
      ...checkRetention(schedule, policy),
      ...checkTraps(schedule),
      ...checkVeleroNamespace(schedule, place ? namespace : null),
      ...checkBackupScope(schedule, {
        veleroNamespace: namespace,
        cluster: place?.cluster ?? null,
        namespaces: place
          ? facts?.clusters[place.cluster]?.namespaces ?? null
          : null,
      }),
    ];
  });

function checkName({ manifest, object }: Schedule): Finding[] {
  const { name } = object.metadata;
  if (name.length <= MAX_SCHEDULE_NAME_LENGTH) return [];
  return [
    findingAt(manifest, ['metadata', 'name'], {
      code: 'NAME_TOO_LONG',
      severity: 'error',
      message: `The name ${quoteValue(name)} has ${
        name.length
      } characters; backups add 15, and their name must fit into a label of 63.`,
      fix: `Use at most ${MAX_SCHEDULE_NAME_LENGTH} characters.`,
    }),
  ];
}

function checkVeleroNamespace(
  { manifest, object }: Schedule,
  namespace: string | null,
): Finding[] {
  const now = object.metadata.namespace;
  if (namespace === null || now === undefined || now === namespace) return [];
  return [
    findingAt(manifest, ['metadata', 'namespace'], {
      code: 'NAMESPACE_WRONG',
      severity: 'error',
      message: `Velero runs in '${namespace}' and sees nothing of ${quoteValue(
        now,
      )}.`,
      fix: `Use the namespace '${namespace}'.`,
    }),
  ];
}

function checkCron({ manifest, object }: Schedule): Finding[] {
  const reason = refuseCron(object.spec.schedule);
  if (!reason) return [];
  return [
    findingAt(manifest, ['spec', 'schedule'], {
      code: 'CRON_INVALID',
      severity: 'error',
      message: `spec.schedule ${reason.replace(/\.$/, '')}.`,
    }),
  ];
}

function checkRetention(
  { manifest, object }: Schedule,
  policy: EnvironmentPolicy | null,
): Finding[] {
  const { ttl } = object.spec.template;
  const seconds =
    ttl === undefined ? DEFAULT_TTL_SECONDS : parseGoDuration(ttl) ?? 0;
  const say = (remark: Remark) =>
    findingAt(manifest, ['spec', 'template', 'ttl'], remark);
  const findings: Finding[] = [];
  const { min, max } = policy?.retention ?? {};
  const told = ttl ?? "720h0m0s (Velero's default)";
  if (min && seconds < secondsOfRetention(min)) {
    findings.push(
      say({
        code: 'RETENTION_POLICY',
        severity: 'error',
        message: `Backups are kept for ${told}; the environment asks for at least ${min}.`,
      }),
    );
  }
  if (max && seconds > secondsOfRetention(max)) {
    findings.push(
      say({
        code: 'RETENTION_POLICY',
        severity: 'error',
        message: `Backups are kept for ${told}; the environment allows at most ${max}.`,
      }),
    );
  }
  const cron = object.spec.schedule;
  const gap = recentGaps.get(cron, () => longestGapOf(cron));
  if (gap !== null && seconds < gap) {
    findings.push(
      say({
        code: 'RETENTION_GAP',
        severity: 'warning',
        message: `Backups are kept for ${told}, but up to ${Math.round(
          gap / 3_600,
        )} h pass between two runs: at times there is none.`,
      }),
    );
  }
  return findings;
}

function checkTraps({ manifest, object }: Schedule): Finding[] {
  const { spec } = object;
  const findings: Finding[] = [];
  if (spec.skipImmediately === true) {
    findings.push(
      findingAt(manifest, ['spec', 'skipImmediately'], {
        code: 'SKIP_IMMEDIATELY',
        severity: 'error',
        message:
          'Velero sets skipImmediately back to false and skips a slot each time Git sets it again.',
        fix: 'Take it out.',
      }),
    );
  }
  if (spec.useOwnerReferencesInBackup === true) {
    findings.push(
      findingAt(manifest, ['spec', 'useOwnerReferencesInBackup'], {
        code: 'DELETE_CASCADES',
        severity: 'warning',
        message:
          'With useOwnerReferencesInBackup, removing or renaming the schedule removes all its Backups from the cluster.',
      }),
    );
  }
  if (Object.keys(spec.template.metadata?.labels ?? {}).length === 0) {
    findings.push(
      findingAt(manifest, ['spec', 'template'], {
        code: 'BACKUPS_PRUNED',
        severity: 'warning',
        message:
          'Without labels in spec.template.metadata, backups take over those of the Schedule; where Argo CD tracks by label it then prunes them.',
        fix: 'Write spec.template.metadata.labels.',
      }),
    );
  }
  if (spec.template.defaultVolumesToRestic !== undefined) {
    findings.push(
      findingAt(manifest, ['spec', 'template', 'defaultVolumesToRestic'], {
        code: 'OBSOLETE_FIELD',
        severity: 'warning',
        message: 'defaultVolumesToRestic is obsolete.',
        fix: 'Use defaultVolumesToFsBackup.',
      }),
    );
  }
  return findings;
}
