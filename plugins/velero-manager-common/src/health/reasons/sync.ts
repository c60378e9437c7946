import { ReasonTable } from './ReasonTable';

/** Reasons of verdicts on sync objects, sources and ApplicationSets. @internal */
export const syncReasons = {
  synced: {
    states: ['SYNCED'],
    means: 'What Git says is what runs.',
    remedy: '',
  },
  source_static: {
    states: ['SYNCED'],
    means:
      'The source is an OCI registry of charts. Flux fetches from it when it needs a chart, so it has no state of its own.',
    remedy: '',
  },
  reconcile_skipped: {
    states: ['SUSPENDED'],
    means:
      'The annotation argocd.argoproj.io/skip-reconcile freezes the Application: Argo CD neither compares nor syncs it.',
    remedy:
      'Remove the annotation when the reason for it is over; what the Application shows until then is old.',
  },
  suspended: {
    states: ['SUSPENDED'],
    means:
      'spec.suspend is true: Flux leaves the object alone, and an old Ready=True stays on it.',
    remedy: 'Resume it when the reason for it is over: `flux resume`.',
  },
  source_suspended: {
    states: ['SUSPENDED'],
    means:
      'The source is suspended. What was fetched last stays applied; newer commits do not reach the cluster.',
    remedy: 'Resume the source: `flux resume source`.',
  },
  sync_window_closed: {
    states: ['SUSPENDED'],
    means:
      'Git and the cluster differ, and the sync windows of the Argo CD project allow no sync at present.',
    remedy:
      'Wait until the window opens. If it cannot wait, somebody who may change the project has to open it.',
  },
  sync_window_invalid: {
    states: ['FAILED'],
    means:
      'A sync window of the Argo CD project has a schedule or a duration that cannot be read. Argo CD then lets nothing sync.',
    remedy: 'Correct the window in the AppProject.',
  },
  operation_failed: {
    states: ['FAILED'],
    means: 'The last sync of the Application failed.',
    remedy:
      'Read the message of the operation in Argo CD, correct Git, and sync again.',
  },
  operation_retrying: {
    states: ['FAILED'],
    means:
      'The sync has failed and been tried again for more than ten minutes.',
    remedy:
      'Read the message of the operation in Argo CD; stop the sync if it waits for something that cannot come.',
  },
  operation_stuck: {
    states: ['BEHIND'],
    means:
      'The sync has run for more than an hour. Usually a hook or an object of an earlier wave does not become healthy.',
    remedy:
      'Look in Argo CD at what it waits for; stop the sync and correct that.',
  },
  error_condition: {
    states: ['FAILED'],
    means:
      'Argo CD reports an error of the Application: it cannot read Git, the Application is invalid, or a sync or a deletion is impossible.',
    remedy: 'The message names the cause; correct the Application or Git.',
  },
  deletion_stuck: {
    states: ['FAILED'],
    means:
      'The object was to be deleted more than an hour ago. A finalizer waits for something that does not happen.',
    remedy:
      'Look at what it applied and at its finalizers; delete by hand what hangs.',
  },
  being_deleted: {
    states: ['PROGRESSING'],
    means: 'The object is being deleted, with what it applied.',
    remedy: '',
  },
  drifted: {
    states: ['DRIFTED'],
    means:
      'The revision was applied, and the cluster differs from it: somebody or something changed the cluster.',
    remedy:
      'Bring the change to Git if it is wanted, else sync again. If it comes back, another controller fights for the field.',
  },
  out_of_sync_cause_unknown: {
    states: ['DRIFTED'],
    means:
      'Git and the cluster differ, and Argo CD has no record of what was applied last, so it may be drift or a newer revision.',
    remedy: 'Look at the difference in Argo CD and sync.',
  },
  drift_being_corrected: {
    states: ['PROGRESSING'],
    means:
      'Flux found that the cluster differs from the Helm release and is correcting it.',
    remedy: '',
  },
  newer_revision: {
    states: ['BEHIND'],
    means:
      'Git holds a newer revision than the one that was applied, and it should have been applied by now.',
    remedy:
      'If automated sync is off, sync. Else look why the engine does not: its controller, its source, a dependency.',
  },
  sync_expected: {
    states: ['PROGRESSING'],
    means: 'There is a newer revision, and it is about to be applied.',
    remedy: '',
  },
  not_compared: {
    states: ['UNKNOWN'],
    means:
      'Argo CD has not compared the Application with Git, or could not tell.',
    remedy:
      'Look at the conditions of the Application and whether the application controller runs and may read the cluster.',
  },
  first_comparison_pending: {
    states: ['PROGRESSING'],
    means: 'The Application is new and Argo CD has not compared it yet.',
    remedy: '',
  },
  stale_comparison: {
    states: ['UNKNOWN'],
    means:
      'Argo CD compared the Application last more than three of its intervals (nine minutes) ago, so what it says may be over.',
    remedy:
      'Look whether the application controller of Argo CD runs and keeps up.',
  },
  comparison_expected: {
    states: ['PROGRESSING'],
    means:
      'The sync has ended, and Argo CD is about to compare with Git again.',
    remedy: '',
  },
  operation_requested: {
    states: ['PROGRESSING'],
    means: 'A sync was asked for and has not begun.',
    remedy: '',
  },
  operation_running: {
    states: ['PROGRESSING'],
    means: 'The Application is being synced.',
    remedy: '',
  },
  operation_terminating: {
    states: ['PROGRESSING'],
    means: 'Somebody stopped the sync, and it is coming to its end.',
    remedy: '',
  },
  health_progressing: {
    states: ['PROGRESSING'],
    means:
      'The Application is synced, and its workloads are rolling out what was synced.',
    remedy: '',
  },
  reconciliation_failed: {
    states: ['FAILED'],
    means: 'Flux could not build, apply or prune what Git says.',
    remedy: 'The message names the cause; correct Git, or what Flux may do.',
  },
  waits_in_vain: {
    states: ['FAILED'],
    means:
      'Something that has to be ready first (a dependency or the source) has not become ready for longer than one reconciliation may take.',
    remedy: 'Look at what the message names; that is what failed.',
  },
  waiting_for_dependency: {
    states: ['PROGRESSING'],
    means: 'Something else has to become ready first.',
    remedy: '',
  },
  source_failed: {
    states: ['FAILED'],
    means:
      'The source cannot be fetched for more than ten minutes. What was fetched last stays applied; newer commits do not reach the cluster.',
    remedy:
      'Correct the address, the credentials or the network of the source.',
  },
  fetch_failed: {
    states: ['FAILED'],
    means: 'The source cannot be fetched for more than ten minutes.',
    remedy:
      'Correct the address, the credentials or the network of the source.',
  },
  fetch_retrying: {
    states: ['PROGRESSING'],
    means: 'The source could not be fetched just now and is being tried again.',
    remedy: '',
  },
  stale_reconciliation: {
    states: ['UNKNOWN'],
    means:
      'Flux reconciled the object last more than three of its intervals ago, so what it says may be over.',
    remedy: 'Look whether the controllers of Flux run and keep up.',
  },
  spec_not_observed: {
    states: ['PROGRESSING'],
    means: 'The object was changed, and Flux has not looked at it yet.',
    remedy: '',
  },
  reconciling: {
    states: ['PROGRESSING'],
    means: 'Flux is fetching, building or applying.',
    remedy: '',
  },
  not_reconciled: {
    states: ['UNKNOWN'],
    means: 'Flux has not said whether the object is applied.',
    remedy:
      'Look whether the controller for this kind is installed, runs and watches this namespace.',
  },
  release_failed: {
    states: ['FAILED'],
    means: 'Helm could not install or upgrade the release.',
    remedy:
      'The message names the cause; correct the chart or its values in Git.',
  },
  release_test_failed: {
    states: ['FAILED'],
    means: 'The release was installed, and its Helm tests failed.',
    remedy: 'Read the logs of the test pods.',
  },
  release_remediated: {
    states: ['FAILED'],
    means:
      'The release failed and Flux rolled it back or uninstalled it: what Git says does not run.',
    remedy:
      'Correct the chart or its values in Git; Flux tries again when they change.',
  },
  generation_failed: {
    states: ['FAILED'],
    means:
      'Argo CD cannot make the Applications of the ApplicationSet, so what is there is of before.',
    remedy: 'The message names the generator or the template that fails.',
  },
  rollout_progressing: {
    states: ['PROGRESSING'],
    means: 'A progressive sync takes the Applications step by step.',
    remedy: '',
  },
  rollout_stuck: {
    states: ['BEHIND'],
    means:
      'A progressive sync has taken no step for an hour. An Application of an earlier step does not become healthy.',
    remedy: 'Look at the Applications that are not done.',
  },
  applications_outdated: {
    states: ['BEHIND'],
    means:
      'The Applications have not been as the ApplicationSet says for more than ten minutes.',
    remedy:
      'Look at the conditions of the ApplicationSet and whether its controller runs.',
  },
  applications_updating: {
    states: ['PROGRESSING'],
    means: 'The Applications are being made as the ApplicationSet says.',
    remedy: '',
  },
  not_generated: {
    states: ['UNKNOWN'],
    means:
      'Argo CD has not said whether the Applications are as the ApplicationSet says.',
    remedy: 'Look whether the ApplicationSet controller runs.',
  },
} as const satisfies ReasonTable;
