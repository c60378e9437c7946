/**
 * "This namespace is mine", said by a catalog entity. `cluster` is `null` when
 * the entity names no cluster: it then claims the namespace in every cluster
 * that has it.
 *
 * @public
 */
export interface Claim {
  cluster: string | null;
  namespace: string;
}

/**
 * A sync object that an entity names by annotation. `selector` is a label
 * selector in Kubernetes' string form.
 *
 * @public
 */
export interface SyncObjectReference {
  engine: 'argocd' | 'flux';
  namespace: string | null;
  name: string | null;
  selector: string | null;
}

/**
 * What an entity says about itself, read from its annotations. `problems` holds
 * one sentence for each annotation that breaks the grammar; any problem makes
 * the verdict UNKNOWN(invalid_annotation).
 *
 * @public
 */
export interface EntityClaims {
  claims: Claim[];
  syncObjects: SyncObjectReference[];
  /** Declared objective in seconds, or `null`. */
  rpoSeconds: number | null;
  /** An exemption is asked for; only the policy in Git grants it. */
  exemptionRequested: boolean;
  problems: string[];
}
