import { FactIndex } from './types';

/**
 * The index of a fact that is neither history nor applied anywhere.
 *
 * @internal
 */
export function noIndex(): FactIndex {
  return {
    owner: null,
    occurredAt: null,
    outcome: null,
    targets: [],
    namespaces: null,
  };
}
