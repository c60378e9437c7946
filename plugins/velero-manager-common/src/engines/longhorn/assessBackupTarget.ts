import { ClusterFacts, LonghornBackupTargetFact } from '../../facts';
import { Finding, verdictOf } from '../../health/Finding';
import { Horizon } from '../../health/Horizon';
import { ProtectionVerdict } from '../../health/verdict';
import { quoteName } from '../../words';
import { LonghornView, makesBackups } from './LonghornView';
import { findUnreachable } from './targetFindings';

/** A backup target of Longhorn with its verdict. @public */
export interface BackupTargetAssessment {
  cluster: string;
  fact: LonghornBackupTargetFact;
  verdict: ProtectionVerdict;
  /** How many volumes recurring jobs back up to it. */
  volumes: number;
}

/**
 * Judges a backup target by itself, as a storage location is: whether new
 * backups can go there.
 *
 * @returns `null` for one without a URL that no job needs: Longhorn brings such
 * a target along
 * @internal
 */
export function assessBackupTarget(
  fact: LonghornBackupTargetFact,
  options: { cluster: ClusterFacts; horizon: Horizon },
): BackupTargetAssessment | null {
  const { cluster, horizon } = options;
  const view = LonghornView.of(cluster);
  const volumes = view
    .volumesOn(fact)
    .filter(volume => view.jobsOf(volume).some(makesBackups)).length;
  const isSet = fact.url.trim() !== '';
  if (!isSet && volumes === 0) return null;
  const finding = isSet ? judge(fact, horizon) : withoutUrl(fact);
  return {
    cluster: cluster.name,
    fact,
    verdict: verdictOf(finding, horizon),
    volumes,
  };
}

function judge(fact: LonghornBackupTargetFact, horizon: Horizon): Finding {
  const name = `Backup target ${quoteName(fact.name)}`;
  return (
    findUnreachable(fact, { name, state: 'CRITICAL', horizon }) ?? {
      state: 'HEALTHY',
      reason: 'longhorn_target_available',
      message: `${name} is available.`,
    }
  );
}

function withoutUrl({ name }: LonghornBackupTargetFact): Finding {
  return {
    state: 'CRITICAL',
    reason: 'longhorn_target_missing',
    message: `Backup target ${quoteName(
      name,
    )} has no URL, although recurring jobs are to make backups there.`,
  };
}
