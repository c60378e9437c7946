import fc from 'fast-check';

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,12}[a-z0-9])?$/);
/** Labels that YAML 1.1 reads as something else. */
const trap = fc.constantFrom('on', 'y', 'no', '0123', '1e3', 'null', 'true');
const name = fc.oneof(
  { weight: 4, arbitrary: label },
  { weight: 1, arbitrary: trap },
);

/** Sets of Applications, one for each cluster, within the project 'shop'. */
export const argocdApplicationSets = fc
  .record(
    {
      name: name.filter(text => !/^velero-/.test(text)),
      folder: name,
      exclude: fc.uniqueArray(
        fc.integer({ min: 10, max: 99 }).map(nn => `prod-cluster-${nn}`),
        { maxLength: 3 },
      ),
      automated: fc.boolean(),
      prune: fc.boolean(),
      selfHeal: fc.boolean(),
      syncOptions: fc.uniqueArray(
        fc.constantFrom('PruneLast=true', 'CreateNamespace=true'),
      ),
    },
    { requiredKeys: ['name', 'folder'] },
  )
  .map(how => ({
    kind: 'argocd-applicationset:save',
    environment: 'production',
    project: 'shop',
    namespace: 'checkout',
    ...how,
  }));
