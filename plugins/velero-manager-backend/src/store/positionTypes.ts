import { FactKind } from '@velero-manager/backstage-plugin-velero-manager-common';

/** Where a watch stands with the facts it has brought. @internal */
export interface FactPosition {
  /** The one namespace that is watched; empty: all of them. */
  namespace: string;
  resourceVersion: string;
  /**
   * What the position counts for (which cluster, which API version, how facts
   * are read), as one text: on another basis it means nothing.
   */
  basis: string;
}

/** A position with the kind that it is of. @internal */
export interface KindPosition extends FactPosition {
  kind: FactKind;
}

/** A position as it is stored. @internal */
export interface StoredPosition extends KindPosition {
  /** Whether the kind is said to be read whole, and nothing to be wrong. */
  isSynced: boolean;
}
