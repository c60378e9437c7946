import { BackupScope } from '../facts';
import { scope } from '../health/__fixtures__/facts';
import { resourcePolicy } from './__fixtures__/storage';
import { refusedScope, ScopeSurroundings } from './refusedScope';
import { ScopeProblem } from './ScopeProblem';

const SURROUNDINGS: ScopeSurroundings = {
  veleroNamespace: 'velero',
  veleroVersion: 'v1.18.2',
  namespaceNames: new Set(['shop', 'web']),
  excludedByLabel: new Set(['web']),
  policies: new Map(),
};

const withPolicy = (
  changes: Parameters<typeof resourcePolicy>[0],
): Partial<ScopeSurroundings> => ({
  policies: new Map([['velero/policy', resourcePolicy(changes)]]),
});
const FILTERS = {
  includedNamespaceScopedResources: [],
  excludedNamespaceScopedResources: ['secrets'],
  includedClusterScopedResources: [],
  excludedClusterScopedResources: [],
};
const SENTENCE = expect.stringMatching(/^[A-Z].*\.$/);
const SELECTOR = { matchLabels: { app: 'shop' }, matchExpressions: [] };
const EMPTY = { matchLabels: {}, matchExpressions: [] };

type Row = [
  title: string,
  effect: ScopeProblem['effect'] | null,
  rule: string,
  scope: Partial<BackupScope>,
  surroundings?: Partial<ScopeSurroundings>,
];

// prettier-ignore
const ROWS: Row[] = [
  ['nothing', null, '', {}],
  ['all namespaces', null, '', { includedNamespaces: ['*'] }],
  ['a pattern', null, '', { includedNamespaces: ['sh*', 'nothing-*'] }],
  ['a pattern that Velero refuses', 'refused', 'namespaces_invalid', { includedNamespaces: ['{a,b}'] }],
  ['a star beside a name', 'refused', 'namespaces_invalid', { includedNamespaces: ['*', 'shop'] }],
  ['an excluded star', 'refused', 'namespaces_invalid', { excludedNamespaces: ['*'] }],
  ['in both lists', 'refused', 'namespaces_invalid', { excludedNamespaces: ['shop'] }],
  ['included by name and excluded by label', 'refused', 'excluded_namespace_included', { includedNamespaces: ['shop', 'web'] }],
  ['included by a pattern and excluded by label', null, '', { includedNamespaces: ['w*'] }],
  ['old and new filters', 'refused', 'filters_mixed', { includeClusterResources: true, includedNamespaceScopedResources: ['pods'] }],
  ['old filters: a star beside a kind', 'refused', 'kinds_invalid', { includedResources: ['*', 'pods'] }],
  ['old filters: an excluded star', 'refused', 'kinds_invalid', { excludedResources: ['*'] }],
  ['old filters: in both lists', 'refused', 'kinds_invalid', { includedResources: ['pods'], excludedResources: ['pods'] }],
  ['old filters: in both lists by other names', null, '', { includedResources: ['pods'], excludedResources: ['po'], includeClusterResources: false }],
  ['new filters: an excluded star', null, '', { excludedNamespaceScopedResources: ['*'] }],
  ['new filters: an excluded star beside a kind', 'refused', 'kinds_invalid', { excludedNamespaceScopedResources: ['*', 'pods'] }],
  ['new filters: an excluded star beside an included kind', 'refused', 'kinds_invalid', { includedNamespaceScopedResources: ['pods'], excludedNamespaceScopedResources: ['*'] }],
  ['new filters: a star beside a kind of clusters', 'refused', 'kinds_invalid', { includedClusterScopedResources: ['*', 'nodes'] }],
  ['new filters: in both lists', 'refused', 'kinds_invalid', { includedClusterScopedResources: ['nodes'], excludedClusterScopedResources: ['nodes'] }],
  ['both kinds of selectors', 'refused', 'selectors_both', { labelSelector: SELECTOR, orLabelSelectors: [SELECTOR] }],
  ['an empty selector', 'partial', 'selector_empty', { labelSelector: EMPTY }],
  ['a selector that cannot be read', 'partial', 'selector_unreadable', { orLabelSelectors: [{ ...EMPTY, matchExpressions: [{ key: 'a', operator: 'Is', values: [] }] }] }],
  ['a policy that does not exist', 'refused', 'policy_missing', { resourcePolicy: 'policy' }],
  ['policies are not known', null, '', { resourcePolicy: 'policy' }, { policies: null }],
  ['a policy', null, '', { resourcePolicy: 'policy' }, withPolicy({})],
  ['a policy that cannot be used', 'refused', 'policy_invalid', { resourcePolicy: 'policy' }, withPolicy({ problem: 'version v2' })],
  ['a policy of a newer release', 'refused', 'policy_invalid', { resourcePolicy: 'policy' }, withPolicy({ unknownSections: ['pvcVolumeMode'] })],
  ['a policy of a newer release in one', null, '', { resourcePolicy: 'policy' }, { veleroVersion: 'v1.19.0', ...withPolicy({ unknownSections: ['pvcVolumeMode'] }) }],
  ['filters in a policy', null, '', { resourcePolicy: 'policy' }, withPolicy({ includeExclude: FILTERS })],
  ['filters in a policy beside old ones', 'refused', 'policy_with_old_filters', { resourcePolicy: 'policy', excludedResources: ['pods'], includeClusterResources: false }, withPolicy({ includeExclude: FILTERS })],
  ['a namespace that does not exist', 'partial', 'namespace_missing', { includedNamespaces: ['shop', 'gone'] }],
  ['a namespace that does not exist beside a pattern', 'partial', 'namespace_missing', { includedNamespaces: ['sh*', 'gone'] }],
  ['an empty name', 'partial', 'namespace_missing', { includedNamespaces: [''] }],
  ['namespaces are not known', null, '', { includedNamespaces: ['gone'] }, { namespaceNames: null }],
  ['Velero did not complain until 1.14.1', null, '', { includedNamespaces: ['gone'] }, { veleroVersion: 'v1.14.0' }],
  ['Velero complains since 1.14.1', 'partial', 'namespace_missing', { includedNamespaces: ['gone'] }, { veleroVersion: 'v1.14.1' }],
  ['a version without a patch', 'partial', 'namespace_missing', { includedNamespaces: ['gone'] }, { veleroVersion: '1.14' }],
  ['an unknown version', 'partial', 'namespace_missing', { includedNamespaces: ['gone'] }, { veleroVersion: null }],
  ['namespaces themselves are left out by cluster resources', null, '', { includedNamespaces: ['gone'], includeClusterResources: false }],
  ['namespaces themselves are not included', null, '', { includedNamespaces: ['gone'], includedResources: ['pods'] }],
  ['namespaces themselves are included', 'partial', 'namespace_missing', { includedNamespaces: ['gone'], includedResources: ['pods', 'ns'] }],
  ['namespaces themselves are included by a star', 'partial', 'namespace_missing', { includedNamespaces: ['gone'], includedResources: ['*'] }],
  ['namespaces themselves are excluded', null, '', { includedNamespaces: ['gone'], excludedClusterScopedResources: ['namespaces'] }],
  ['a pattern before 1.18', 'partial', 'pattern_before_1_18', { includedNamespaces: ['sh*'] }, { veleroVersion: 'v1.17.2' }],
  ['a star before 1.18', null, '', { includedNamespaces: ['*'] }, { veleroVersion: 'v1.17.2' }],
];

describe('refusedScope', () => {
  it.each(
    ROWS.map(([title, effect, rule, changes, surroundings = {}]) => ({
      title,
      changes,
      surroundings: { ...SURROUNDINGS, ...surroundings },
      problems: effect
        ? [{ effect, rule, message: SENTENCE }]
        : [],
    })),
  )('$title', ({ changes, surroundings, problems }) => {
    expect(refusedScope(scope(changes), surroundings)).toEqual(problems);
  });

  it('names what is wrong, the refusals first', () => {
    const problems = refusedScope(
      scope({
        includedNamespaces: ['gone', 'lost'],
        excludedNamespaces: ['gone'],
        labelSelector: EMPTY,
        includedResources: ['*', 'pods'],
      }),
      SURROUNDINGS,
    );
    expect(problems.map(({ rule }) => rule)).toEqual([
      'namespaces_invalid',
      'kinds_invalid',
      'selector_empty',
      'namespace_missing',
    ]);
    expect(problems.map(({ message }) => message)).toEqual([
      "Velero refuses its lists of namespaces: 'gone' is both included and excluded.",
      "Velero refuses its lists of kinds: '*' must be the only kind that is included.",
      expect.stringContaining('leave it out to select everything'),
      "There are no namespaces 'gone', 'lost', which it includes, so every run ends PartiallyFailed.",
    ]);
  });
});
