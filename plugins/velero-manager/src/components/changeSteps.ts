import type {
  Change,
  ChangeState,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/**
 * One step of a change's journey: `done` at its time, `unseen` when a later
 * one was reached without it, `waiting` for the next one, `later` for those
 * after, `never` for what a closed pull request does not come to, `unfollowed`
 * for what happens where the portal does not look.
 *
 * @internal
 */
export interface ChangeStep {
  step: ChangeState;
  standing:
    | 'done'
    | 'unseen'
    | 'waiting'
    | 'later'
    | 'never'
    | 'unfollowed'
    | 'closed';
  at: string | null;
}

/** The steps that are made where the objects are. */
const inClusters: ChangeState[] = ['applied', 'accepted', 'first_run_good'];

/** The journey of a change from its proposal to its goal. @internal */
export function changeSteps(change: Change): ChangeStep[] {
  const moments: [ChangeState, string | null][] = [
    ['proposed', change.proposedAt],
    ['approved', change.approvedAt],
    ['merged', change.mergedAt],
    ['applied', change.appliedAt],
    ['accepted', change.acceptedAt],
    ['first_run_good', change.firstRunGoodAt],
  ];
  const goal = moments.findIndex(([step]) => step === change.goal);
  moments.splice(goal + 1);
  const isClosed = change.state === 'closed';
  const last = moments.map(([, at]) => at !== null).lastIndexOf(true);
  const steps = moments.map(([step, at], index): ChangeStep => {
    if (at !== null) return { step, standing: 'done', at };
    if (index < last) return { step, standing: 'unseen', at };
    if (isClosed) return { step, standing: 'never', at };
    if (change.unfollowed && inClusters.includes(step)) {
      return { step, standing: 'unfollowed', at };
    }
    return { step, standing: index === last + 1 ? 'waiting' : 'later', at };
  });
  return isClosed
    ? [
        ...steps.slice(0, last + 1),
        { step: 'closed', standing: 'closed', at: change.closedAt },
        ...steps.slice(last + 1),
      ]
    : steps;
}
