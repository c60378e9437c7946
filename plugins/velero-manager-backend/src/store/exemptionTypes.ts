import type { Exemption } from '@velero-manager/backstage-plugin-velero-manager-common';

/** What the exemptions of a config repository can be for; `null`: everything. @internal */
export interface ExemptionScope {
  environments: string[] | null;
  /** Patterns of names with `*` and `?`. */
  clusters: string[] | null;
}

/** Keeps what config repositories exempt. @internal */
export interface ExemptionStore {
  /**
   * Makes the exemptions of one config repository equal to what its file says
   * and marks due whoever claims a namespace that is named anew or no more.
   * @returns whether anything changed
   */
  putExemptions(
    repository: { name: string; scope: ExemptionScope },
    exemptions: Exemption[],
  ): Promise<boolean>;
  /** Forgets the exemptions of config repositories that are no longer configured. */
  keepExemptionsOf(repositories: string[]): Promise<void>;
}
