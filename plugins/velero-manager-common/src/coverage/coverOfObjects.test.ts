import { BackupScope, LabelSelector } from '../facts';
import { namespace, scope } from '../health/__fixtures__/facts';
import { resourcePolicy } from './__fixtures__/storage';
import { coverOfObjects, ObjectsCover, ScopeContext } from './coverOfObjects';

const NEWEST: ScopeContext = { veleroVersion: null, policy: null };
const SENTENCE = expect.stringMatching(/^[A-Z].*\.$/);
const SELECTOR: LabelSelector = {
  matchLabels: { app: 'shop' },
  matchExpressions: [
    { key: 'tier', operator: 'NotIn', values: ['web', 'db'] },
    { key: 'a', operator: 'Exists', values: [] },
    { key: 'b', operator: 'DoesNotExist', values: [] },
  ],
};
const SCALED: LabelSelector = {
  matchLabels: {},
  matchExpressions: [{ key: 'tier', operator: 'In', values: ['cache'] }],
};

type Row = [
  title: string,
  cover: ObjectsCover,
  rule: string,
  scope: Partial<BackupScope>,
  message?: string,
];

// prettier-ignore
const ROWS: Row[] = [
  ['the namespace', 'all', 'all_objects', {}, "It takes all objects of namespace 'shop'."],
  ['all namespaces', 'all', 'all_objects', { includedNamespaces: [] }],
  ['a pattern', 'all', 'all_objects', { includedNamespaces: ['sh*'] }],
  ['all kinds', 'all', 'all_objects', { includedResources: ['*'] }],
  ['what Velero leaves out by itself', 'all', 'all_objects', { excludedResources: ['volumesnapshots.snapshot.storage.k8s.io', 'volumesnapshotcontents'] }],
  ['kinds of clusters', 'all', 'all_objects', { includeClusterResources: false }],
  ['kinds of clusters by old filters', 'all', 'all_objects', { excludedResources: ['nodes', 'sc', 'ClusterRole'] }],
  ['kinds of clusters by new filters', 'all', 'all_objects', { excludedClusterScopedResources: ['*'] }],
  ['kinds that are made anew', 'all', 'all_objects', { excludedResources: ['events', 'events.events.k8s.io', 'po', 'ReplicaSet', 'ep', 'endpointslices', 'controllerrevisions.apps', 'leases', 'job'] }],
  ['kinds that are made anew by new filters', 'all', 'all_objects', { excludedNamespaceScopedResources: ['events', 'pods'] }],
  ['another namespace', 'none', 'not_included', { includedNamespaces: ['other'] }, "It does not take namespace 'shop'."],
  ['an excluded namespace', 'none', 'excluded_pattern:s?op', { includedNamespaces: ['*'], excludedNamespaces: ['s?op'] }],
  ['lists that are refused', 'none', 'star_with_others', { includedNamespaces: ['*', 'shop'] }],
  ['filters that are refused', 'none', 'filters_mixed', { includedResources: ['pods'], excludedNamespaceScopedResources: ['secrets'] }],
  ['lists of kinds that are refused', 'none', 'kinds_invalid', { excludedResources: ['*'] }],
  ['a selector that takes nothing', 'none', 'selector_empty', { labelSelector: { matchLabels: {}, matchExpressions: [] } }],
  ['no kind at all', 'none', 'all_kinds_excluded', { excludedNamespaceScopedResources: ['*'] }],
  ['labels', 'part', 'labels_selected', { hasLabelSelector: true, labelSelector: SELECTOR }, 'It takes objects with the labels app=shop,tier notin (web, db),a,!b only.'],
  ['labels, one of several', 'part', 'labels_selected', { hasLabelSelector: true, orLabelSelectors: [SELECTOR, SCALED] }, 'It takes objects with the labels app=shop,tier notin (web, db),a,!b or tier in (cache) only.'],
  ['some kinds', 'part', 'kinds_included', { includedResources: ['secret', 'deploy'] }, "It takes objects of the kinds 'secrets', 'deployments.apps' only."],
  ['some kinds by new filters', 'part', 'kinds_included', { includedNamespaceScopedResources: ['secrets'] }],
  ['some kinds are left out', 'part', 'kinds_excluded', { excludedResources: ['events', 'secrets'] }, "It leaves out objects of the kinds 'secrets'."],
  ['some kinds are left out by new filters', 'part', 'kinds_excluded', { excludedNamespaceScopedResources: ['cm'] }],
  ['a kind that we do not know', 'part', 'kinds_excluded', { excludedResources: ['widgets.example.com'] }],
  ['a pattern of kinds', 'part', 'kinds_excluded', { excludedResources: ['event*'] }],
  ['another namespace comes first', 'none', 'not_included', { hasLabelSelector: true, labelSelector: SCALED, includedNamespaces: ['other'] }],
];

describe('coverOfObjects', () => {
  it.each(
    ROWS.map(([title, cover, rule, changes, message]) => ({
      title,
      changes,
      answer: {
        cover,
        rule,
        message: message ?? SENTENCE,
      },
    })),
  )('$title: $answer.cover', ({ changes, answer }) => {
    expect(coverOfObjects(scope(changes), namespace(), NEWEST)).toEqual(answer);
  });

  it('heeds the label that keeps a namespace out, for schedules only', () => {
    const labels = { 'velero.io/exclude-from-backup': 'true' };
    const cover = (one: Parameters<typeof coverOfObjects>[1]) =>
      coverOfObjects(scope(), one, NEWEST).cover;
    expect(cover(namespace({ labels }))).toBe('none');
    expect(cover({ name: 'shop', labels: null })).toBe('all');
  });

  it('heeds the version', () => {
    const changes = { includedNamespaces: ['sh*'] };
    expect(
      coverOfObjects(scope(changes), namespace(), {
        ...NEWEST,
        veleroVersion: 'v1.17.2',
      }),
    ).toMatchObject({ cover: 'none', rule: 'pattern_literal_before_1.18' });
  });

  it('heeds the kinds that a resource policy leaves out', () => {
    const policy = resourcePolicy({
      includeExclude: {
        includedNamespaceScopedResources: [],
        excludedNamespaceScopedResources: ['secrets'],
        includedClusterScopedResources: [],
        excludedClusterScopedResources: [],
      },
    });
    expect(
      coverOfObjects(scope(), namespace(), { ...NEWEST, policy }),
    ).toMatchObject({ cover: 'part', rule: 'kinds_excluded' });
  });
});
