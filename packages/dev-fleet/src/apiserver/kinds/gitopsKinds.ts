import { ApiKindDefinition } from '../ApiKind';
import { AGE, column } from './columns';

/**
 * The kinds of Argo CD and Flux.
 *
 * @public
 */
export const gitopsKinds: ApiKindDefinition[] = [
  {
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    resource: 'applications',
    kind: 'Application',
    shortNames: ['app', 'apps'],
    printerColumns: [
      column('Sync Status', '.status.sync.status'),
      column('Health Status', '.status.health.status'),
      column('Revision', '.status.sync.revision', { priority: 10 }),
      column('Project', '.spec.project', { priority: 10 }),
    ],
  },
  {
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    resource: 'applicationsets',
    kind: 'ApplicationSet',
    shortNames: ['appset', 'appsets'],
    statusSubresource: true,
  },
  {
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    resource: 'appprojects',
    kind: 'AppProject',
    shortNames: ['appproj', 'appprojs'],
  },
  {
    group: 'kustomize.toolkit.fluxcd.io',
    versions: ['v1'],
    resource: 'kustomizations',
    kind: 'Kustomization',
    shortNames: ['ks'],
    categories: ['all', 'fluxcd', 'fluxcd-appliers'],
    statusSubresource: true,
    printerColumns: [
      AGE,
      column('Ready', '.status.conditions[?(@.type=="Ready")].status'),
      column('Status', '.status.conditions[?(@.type=="Ready")].message'),
    ],
  },
  {
    group: 'source.toolkit.fluxcd.io',
    versions: ['v1'],
    resource: 'buckets',
    kind: 'Bucket',
    categories: ['all', 'fluxcd', 'fluxcd-sources'],
    statusSubresource: true,
    printerColumns: [
      column('Endpoint', '.spec.endpoint'),
      AGE,
      column('Ready', '.status.conditions[?(@.type=="Ready")].status'),
      column('Status', '.status.conditions[?(@.type=="Ready")].message'),
    ],
  },
  {
    group: 'source.toolkit.fluxcd.io',
    versions: ['v1'],
    resource: 'gitrepositories',
    kind: 'GitRepository',
    shortNames: ['gitrepo'],
    categories: ['all', 'fluxcd', 'fluxcd-sources'],
    statusSubresource: true,
    printerColumns: [
      column('URL', '.spec.url'),
      AGE,
      column('Ready', '.status.conditions[?(@.type=="Ready")].status'),
      column('Status', '.status.conditions[?(@.type=="Ready")].message'),
    ],
  },
  {
    group: 'source.toolkit.fluxcd.io',
    versions: ['v1'],
    resource: 'helmcharts',
    kind: 'HelmChart',
    shortNames: ['hc'],
    categories: ['all', 'fluxcd', 'fluxcd-sources'],
    statusSubresource: true,
    printerColumns: [
      column('Chart', '.spec.chart'),
      column('Version', '.spec.version'),
      column('Source Kind', '.spec.sourceRef.kind'),
      column('Source Name', '.spec.sourceRef.name'),
      AGE,
      column('Ready', '.status.conditions[?(@.type=="Ready")].status'),
      column('Status', '.status.conditions[?(@.type=="Ready")].message'),
    ],
  },
  {
    group: 'source.toolkit.fluxcd.io',
    versions: ['v1'],
    resource: 'helmrepositories',
    kind: 'HelmRepository',
    shortNames: ['helmrepo'],
    categories: ['all', 'fluxcd', 'fluxcd-sources'],
    statusSubresource: true,
    printerColumns: [
      column('URL', '.spec.url'),
      AGE,
      column('Ready', '.status.conditions[?(@.type=="Ready")].status'),
      column('Status', '.status.conditions[?(@.type=="Ready")].message'),
    ],
  },
  {
    group: 'source.toolkit.fluxcd.io',
    versions: ['v1'],
    resource: 'ocirepositories',
    kind: 'OCIRepository',
    shortNames: ['ocirepo'],
    categories: ['all', 'fluxcd', 'fluxcd-sources'],
    statusSubresource: true,
    printerColumns: [
      column('URL', '.spec.url'),
      column('Ready', '.status.conditions[?(@.type=="Ready")].status'),
      column('Status', '.status.conditions[?(@.type=="Ready")].message'),
      AGE,
    ],
  },
  {
    group: 'helm.toolkit.fluxcd.io',
    versions: ['v2'],
    resource: 'helmreleases',
    kind: 'HelmRelease',
    shortNames: ['hr'],
    categories: ['all', 'fluxcd', 'fluxcd-appliers'],
    statusSubresource: true,
    printerColumns: [
      AGE,
      column('Ready', '.status.conditions[?(@.type=="Ready")].status'),
      column('Status', '.status.conditions[?(@.type=="Ready")].message'),
    ],
  },
];
