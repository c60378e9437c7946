import { refuseCronOf } from '../../intents/fiveFieldCron';
import { clusterDirectory } from '../../snapshot';
import { clusterPlaceOf } from '../../snapshot/layout';
import { quoteValue } from '../../words';
import type { Checked } from '../CheckedRepository';
import { Finding, findingAt, Remark } from '../Finding';
import type { Rule } from './Rule';

type Job = Checked<'longhorn.io/RecurringJob'>;
type Target = Checked<'longhorn.io/BackupTarget'>;

const BACKUP_TASKS = ['backup', 'backup-force-create'];

/** Jobs of Longhorn run, have volumes, and keep what they make. @internal */
export const checkLonghorn: Rule = repository => {
  const targets = repository.objects('longhorn.io/BackupTarget');
  return [
    ...repository.objects('longhorn.io/RecurringJob').flatMap(checkJob),
    ...checkSharing(targets),
  ];
};

function checkJob({ manifest, object }: Job): Finding[] {
  const { metadata, spec } = object;
  if (!BACKUP_TASKS.includes(spec.task ?? '')) return [];
  const findings: Finding[] = [];
  const say = (field: string[], remark: Remark) =>
    findings.push(findingAt(manifest, field, remark));
  const reason = refuseCronOf(spec.cron ?? '', 'kubernetes');
  if (reason !== null) {
    say(['spec', 'cron'], {
      code: 'CRON_INVALID',
      severity: 'error',
      message: `spec.cron: ${reason}.`,
    });
  }
  if ((spec.groups ?? []).length === 0) {
    say(['spec'], {
      code: 'JOB_WITHOUT_VOLUMES',
      severity: 'warning',
      message: `The recurring job '${metadata.name}' is in no group: it backs up nothing but claims that name it in a label.`,
      fix: "Write spec.groups, such as 'default'.",
    });
  }
  if (spec.retentionPolicy !== 'age-based' && (spec.retain ?? 0) < 1) {
    say(['spec', 'retain'], {
      code: 'RETENTION_MISSING',
      severity: 'error',
      message: `The recurring job '${metadata.name}' does not say how many backups it keeps.`,
      fix: 'Write spec.retain, 1 or more.',
    });
  }
  return findings;
}

/** Two clusters with one target see, and delete, each other's backups. */
function checkSharing(targets: Target[]): Finding[] {
  const owners = new Map<string, string>();
  return targets.flatMap(({ manifest, object }): Finding[] => {
    const place = clusterPlaceOf(manifest.path);
    const url = (object.spec.backupTargetURL ?? '').replace(/\/+$/, '');
    if (!place || url === '') return [];
    const here = clusterDirectory(place);
    const owner = owners.get(url) ?? here;
    owners.set(url, owner);
    if (owner === here) return [];
    return [
      findingAt(manifest, ['spec', 'backupTargetURL'], {
        code: 'PREFIX_SHARED',
        severity: 'warning',
        message: `Another cluster keeps its backups of Longhorn in ${quoteValue(
          url,
        )} as well; each sees, and can delete, those of the other.`,
        fix: 'Give each cluster a folder of its own.',
      }),
    ];
  });
}
