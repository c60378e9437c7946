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

/** What Flux applies to prod-cluster-01 for teams. */
export const fluxKustomizations = fc
  .tuple(
    fc.record(
      {
        name: name.filter(
          text => !/-(velero-(install|config)|teams)$/.test(text),
        ),
        namespace: name.filter(
          text => !/^(velero|velero-manager|flux-system)$/.test(text),
        ),
        path: fc.constantFrom('.', 'deploy', 'deploy/production', 'on/0123'),
        serviceAccount: name,
        interval: fc.constantFrom('90s', '10m', '1h'),
        wait: fc.boolean(),
        timeout: fc.constantFrom('30s', '5m'),
        prune: fc.boolean(),
        decryptionSecret: name,
      },
      { requiredKeys: ['name', 'namespace', 'path'] },
    ),
    fc.record(
      {
        repository: fc.constantFrom(
          'https://git.example.com/shop/checkout',
          'https://git.example.com/shop/on',
        ),
        branch: fc.oneof(fc.constantFrom('main', 'release/1.0'), trap),
        gitSecret: name,
      },
      { requiredKeys: ['repository'] },
    ),
  )
  .map(([how, source]) => ({
    kind: 'flux-kustomization:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    ...how,
    ...source,
  }));
