import { JointInsight } from './jointInsights';

/** What an insight means and what to do about it. @public */
export interface Insight {
  means: string;
  remedy: string;
}

/**
 * What is said of a sync object and an object of Velero together, by its code:
 * see `jointInsights`.
 *
 * @public
 */
export const insights: Readonly<Record<JointInsight['code'], Insight>> = {
  applied_but_refused: {
    means:
      'Git is applied to the letter, and Velero refuses what it says. Argo CD and Flux call it healthy, because they do not know how Velero stands to it.',
    remedy: 'Correct in Git what the message of Velero names.',
  },
  differs_from_git: {
    means:
      'What runs is not what Git says: somebody changed it in the cluster, or Git has not been applied yet.',
    remedy:
      'Bring the change to Git if it is wanted, else sync; the verdict of the sync object says which of the two it is.',
  },
  not_in_git: {
    means:
      'It still runs, and Git no longer has it. With pruning turned on it goes at the next sync.',
    remedy: 'Bring it back to Git if it is wanted, else prune it.',
  },
};
