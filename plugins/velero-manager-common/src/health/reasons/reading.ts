import { ReasonTable } from './ReasonTable';

/** Reasons why something cannot be judged. @internal */
export const readingReasons = {
  cluster_read: {
    states: ['HEALTHY'],
    means: 'The cluster is read, and nothing in it is wrong.',
    remedy: '',
  },
  cluster_silent: {
    states: ['UNKNOWN'],
    means:
      'There has been no sign of the cluster for a while. What was known last stands beside.',
    remedy: 'Look at the network, the API server and the token.',
  },
  never_contacted: {
    states: ['UNKNOWN'],
    means: 'The cluster has never been reached.',
    remedy: 'Check its address and log-in in the configuration of the portal.',
  },
  unwatchable: {
    states: ['UNKNOWN'],
    means:
      'The cluster is known, but the portal has no log-in of its own for it, so that it cannot be watched.',
    remedy: 'Give the cluster a log-in in veleroManager.clusters.',
  },
  unknown_cluster: {
    states: ['UNKNOWN'],
    means: 'The annotation names a cluster that nobody defined.',
    remedy: 'Correct the annotation, or define the cluster.',
  },
  forbidden: {
    states: ['UNKNOWN'],
    means:
      'Our account in the cluster may not list or watch a kind that is needed.',
    remedy: 'Apply the ClusterRole of the documentation.',
  },
  velero_absent: {
    states: ['UNKNOWN'],
    means: 'Velero is not installed in the cluster.',
    remedy: 'Onboard the cluster with the template.',
  },
  kind_absent: {
    states: ['UNKNOWN'],
    means: 'The cluster does not serve a kind that is needed.',
    remedy: 'Install the operator that brings it.',
  },
  not_read_yet: {
    states: ['UNKNOWN'],
    means: 'The objects have not been listed yet.',
    remedy: '',
  },
  read_failed: {
    states: ['UNKNOWN'],
    means: 'The objects could not be read for a while.',
    remedy: 'Read the message; other kinds of the cluster may still be seen.',
  },
  malformed_objects: {
    states: ['UNKNOWN'],
    means:
      'Some objects could not be understood, and the one that matters may be among them.',
    remedy: 'Look at the log of the portal for the object and the field.',
  },
  namespace_not_found: {
    states: ['UNKNOWN'],
    means: 'The namespace that the service claims does not exist.',
    remedy: 'Correct the annotation.',
  },
  namespace_terminating: {
    states: ['UNKNOWN'],
    means: 'The namespace is being deleted.',
    remedy: '',
  },
  postgres_not_found: {
    states: ['UNKNOWN'],
    means:
      'A volume says that it belongs to a PostgreSQL cluster that does not exist.',
    remedy: 'Delete the volume if nobody needs it.',
  },
  invalid_annotation: {
    states: ['UNKNOWN'],
    means: 'An annotation of the entity breaks the grammar.',
    remedy: 'Correct it as the message says.',
  },
  nothing_claimed: {
    states: ['UNKNOWN'],
    means: 'The entity claims no namespace that exists.',
    remedy: 'Add the annotation velero-manager.io/namespaces.',
  },
  unconfirmed_claim: {
    states: ['UNKNOWN'],
    means:
      'The portal asks for confirmed claims, and the namespace does not say that it belongs to this entity.',
    remedy: 'Annotate the namespace with velero-manager.io/entity.',
  },
} as const satisfies ReasonTable;
