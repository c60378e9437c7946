import { AssessedPart } from './assessments';
import { ProtectionVerdict, SyncVerdict } from './verdict';
import { worstProtection, worstSync } from './worst';

/**
 * Sums verdicts up by the cluster whose silence would make them UNKNOWN.
 *
 * @internal
 */
export function toParts(verdicts: {
  protection: { cluster: string; verdict: ProtectionVerdict }[];
  sync: { cluster: string; verdict: SyncVerdict }[];
}): AssessedPart[] {
  const { protection, sync } = verdicts;
  const clusters = new Set([...protection, ...sync].map(v => v.cluster));
  return [...clusters].map(cluster => ({
    cluster,
    protection: worstProtection(
      protection.filter(v => v.cluster === cluster).map(v => v.verdict),
    ),
    sync: worstSync(
      sync.filter(v => v.cluster === cluster).map(v => v.verdict),
    ),
  }));
}
