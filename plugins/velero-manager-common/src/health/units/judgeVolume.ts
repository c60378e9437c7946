import { judgeLonghornVolume } from '../../engines/longhorn';
import { newestVolumeSnapshot, SnapshotEvidence } from '../../engines/snapshot';
import { PersistentVolumeClaimFact } from '../../facts';
import { describeInstant, quoteName } from '../../words';
import { Horizon } from '../Horizon';
import { UnitFinding } from './assessUnit';
import { fromEngine } from './fromEngine';
import { joinEngines } from './joinEngines';
import { judgeByVelero, VeleroFinding } from './judgeByVelero';
import { UnitQuestion } from './UnitQuestion';
import { isMeant } from './volumeFindings';
import { VolumeSubject, volumeUnit } from './volumeUnit';

/**
 * Judges the data of a volume: by Velero, and by Longhorn where the volume is
 * one of its own.
 *
 * @internal
 */
export function judgeVolume(
  question: UnitQuestion,
  claim: PersistentVolumeClaimFact,
  horizon: Horizon,
): UnitFinding {
  const { cluster, namespace, declared } = question;
  const subject = volumeUnit(cluster, namespace, claim);
  const velero = judgeByVelero(question, subject, horizon);
  const standing = judgeLonghornVolume(claim, {
    cluster: cluster.facts,
    horizon,
    declared,
    requireOffsite: cluster.settings.requireOffsite,
  });
  const longhorn = standing && fromEngine(standing, 'longhorn', question);
  const covering = [
    ...(velero.engine ? [withPath(velero, subject)] : []),
    ...(longhorn?.engine ? [longhorn] : []),
  ];
  return (
    joinEngines(covering) ??
    withSnapshot(
      chooseUncovered(withPath(velero, subject), longhorn),
      newestVolumeSnapshot(claim, { cluster: cluster.facts, horizon }),
    )
  );
}

/**
 * A snapshot that somebody made protects nothing from now on, and lies where
 * the volume does; whoever needs the data should know of it all the same.
 */
function withSnapshot(
  found: UnitFinding,
  evidence: SnapshotEvidence | null,
): UnitFinding {
  if (!evidence) return found;
  const { finding } = found;
  const message = `${finding.message} There is VolumeSnapshot ${quoteName(
    evidence.snapshot,
  )} of ${describeInstant(evidence.at)}, and nothing makes another.`;
  return { ...found, finding: { ...finding, message } };
}

/**
 * What to say where no engine makes copies. That Velero skips the data is told
 * before all else; what cannot be read may be a cover.
 */
function chooseUncovered(
  velero: UnitFinding,
  longhorn: UnitFinding | null,
): UnitFinding {
  if (!longhorn || velero.finding.state === 'DEGRADED') return velero;
  return longhorn.finding.state === 'UNKNOWN' ? longhorn : velero;
}

/** The way by which an enabled schedule takes the data, else why none does. */
function withPath(
  { context, ...finding }: VeleroFinding,
  subject: VolumeSubject,
): UnitFinding {
  const schedules = context?.covering.length
    ? context.covering
    : context?.cluster.schedules ?? [];
  const enabled = schedules.filter(({ standing }) => standing === 'enabled');
  const deciding =
    enabled.find(schedule => isMeant(subject.pathOf(schedule))) ??
    enabled[0] ??
    schedules[0];
  return {
    ...finding,
    dataPath: deciding ? subject.pathOf(deciding) : null,
  };
}
