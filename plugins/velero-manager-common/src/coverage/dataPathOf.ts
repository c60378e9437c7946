import { PersistentVolumeClaimFact, ScheduleFact } from '../facts';
import { describeCause, quoteName } from '../words';
import { DataPath } from './DataPath';
import { DataPathContext, PathFinding } from './dataPath/DataPathContext';
import { findFsBackup } from './dataPath/findFsBackup';
import { findSnapshot } from './dataPath/findSnapshot';
import { ScopeReading } from './dataPath/ScopeReading';
import { Selection } from './dataPath/Selection';
import { DataPathRule } from './dataPathRules';
import { gradeOf, SnapshotGrade } from './gradeOf';
import { isExcludedByLabel } from './selectsLabels';
import { StorageFacts } from './StorageFacts';

/**
 * Whether, and by which way, a schedule or a run takes the data of a claim.
 *
 * @public
 */
export interface DataPathQuestion {
  /** The schedule or the run; a BackupFact fits as well. */
  plan: Pick<ScheduleFact, 'namespace' | 'scope' | 'snapshotClasses'>;
  /** A run says itself what it left out by labels of namespaces, and is not refused any more. */
  isRun: boolean;
  /** The namespace of the claim. */
  namespace: { name: string; labels: Record<string, string> | null };
  claim: PersistentVolumeClaimFact;
  storage: StorageFacts;
  /** Overrides what is known of where snapshots of a CSI driver lie. */
  gradeByDriver?: Readonly<Record<string, SnapshotGrade>>;
}

/**
 * By which way the data of a claim gets into a backup, or the first rule by
 * which it does not. `DATA_PATH_RULES` holds all rules in their order.
 *
 * @remarks
 * What the answer needs and nobody knows is assumed and said: `isAssumed`. The
 * rules are those of Velero 1.14 to 1.18; switches that a backup does not set
 * are the server's.
 *
 * @public
 */
export function dataPathOf(question: DataPathQuestion): DataPath {
  const reading = ScopeReading.of(question.plan, question.storage);
  // Most plans take other namespaces, and are asked no more.
  const notCovered = findNotCovered(question, reading);
  if (notCovered) return toDataPath(notCovered, question, []);
  const context = new DataPathContext(question, reading);
  const selection = new Selection(context);
  const finding =
    findNotTaken(context, selection) ?? findData(context, selection);
  return toDataPath(finding, question, context.assumptions);
}

function toDataPath(
  finding: PathFinding,
  { gradeByDriver }: DataPathQuestion,
  assumptions: readonly string[],
): DataPath {
  return {
    path: finding.path,
    grade: gradeOf(
      finding.path,
      finding.snapshot ?? { driver: null },
      gradeByDriver,
    ),
    rule: finding.rule,
    message:
      assumptions.length > 0
        ? `${finding.message} This assumes ${assumptions.join(', and ')}.`
        : finding.message,
    isAssumed: assumptions.length > 0,
  };
}

/** The whole run or the whole namespace. */
function findNotCovered(
  { namespace, isRun }: DataPathQuestion,
  reading: ScopeReading,
): PathFinding | null {
  const problem = isRun ? reading.selectorProblem : reading.refusal;
  if (problem !== null) {
    return none('scope_refused', problem);
  }
  return reading.covers(isRun ? { ...namespace, labels: null } : namespace)
    ? null
    : none(
        'namespace_not_covered',
        `The backup does not take namespace ${quoteName(namespace.name)}.`,
      );
}

/** The claim itself. */
function findNotTaken(
  context: DataPathContext,
  selection: Selection,
): PathFinding | null {
  const { claim, pods, reading } = context;
  if (!reading.takesClaims) {
    return none(
      'kind_not_covered',
      'The backup leaves out PersistentVolumeClaims.',
    );
  }
  if (isExcludedByLabel(claim.labels)) {
    return none(
      'claim_excluded',
      'Its claim carries the label velero.io/exclude-from-backup.',
    );
  }
  if (claim.deletedAt !== null) {
    return none('claim_deleted', 'Its claim is being deleted.');
  }
  if (selection.takesClaim()) return null;
  if (!pods) context.assume('that no pod of the backup uses it');
  return none(
    'labels_not_selected',
    'The label selector takes neither its claim nor a pod that uses it.',
  );
}

function findData(
  context: DataPathContext,
  selection: Selection,
): PathFinding {
  const { claim, scope, volume } = context;
  const action = context.findPolicyAction();
  if (action === 'skip') {
    return none('policy_skip', 'A volume policy skips it.');
  }
  if (action === 'custom') {
    context.assume('that the plug-in it is left to copies it');
    return {
      path: 'custom',
      rule: 'policy_custom',
      message: 'A volume policy leaves it to another plug-in.',
    };
  }
  if (volume === null) {
    return none(
      'claim_unbound',
      claim.volumeName && claim.phase === 'Bound'
        ? `Its PersistentVolume ${quoteName(claim.volumeName)} does not exist.`
        : `Its claim is not bound to a volume (${describeCause(claim.phase)}).`,
    );
  }
  const files = findFsBackup(context, selection, action);
  if (files) return files;
  if (action !== 'snapshot' && scope.snapshotVolumes === false) {
    return none(
      'snapshots_off',
      'The backup says snapshotVolumes: false, and nothing copies its files.',
    );
  }
  return findSnapshot(context);
}

function none(rule: DataPathRule, message: string): PathFinding {
  return { path: 'none', rule, message };
}
