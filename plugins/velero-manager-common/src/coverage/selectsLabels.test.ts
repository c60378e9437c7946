import { LabelSelector } from '../facts';
import { selectsLabels } from './selectsLabels';

const LABELS = { app: 'shop', tier: 'db', empty: '', 'example.com/a': 'b' };

type Expression = LabelSelector['matchExpressions'][number];

const byLabels = (matchLabels: Record<string, string>): LabelSelector => ({
  matchLabels,
  matchExpressions: [],
});
const by = (
  key: string,
  operator: string,
  ...values: string[]
): LabelSelector => ({
  matchLabels: {},
  matchExpressions: [{ key, operator, values } as Expression],
});
const APP = byLabels({ app: 'shop' });
const OTHER = byLabels({ app: 'other' });

const select = (selectors: {
  one?: LabelSelector;
  or?: LabelSelector[];
  has?: boolean;
  labels?: Record<string, string>;
}) =>
  selectsLabels(
    {
      hasLabelSelector: selectors.has ?? false,
      labelSelector: selectors.one ?? null,
      orLabelSelectors: selectors.or ?? [],
    },
    selectors.labels ?? LABELS,
  );

// prettier-ignore
const ROWS: [title: string, selectors: Parameters<typeof select>[0], covered: boolean, rule: string][] = [
  ['no selector', {}, true, 'no_selector'],
  ['a label', { one: APP }, true, 'labels_match'],
  ['another value', { one: OTHER }, false, 'labels_differ'],
  ['one of two labels', { one: byLabels({ app: 'shop', tier: 'web' }) }, false, 'labels_differ'],
  ['an empty value', { one: byLabels({ empty: '' }) }, true, 'labels_match'],
  ['an empty value is not an absent one', { one: byLabels({ absent: '' }) }, false, 'labels_differ'],
  ['what every object inherits is no label', { one: by('constructor', 'Exists') }, false, 'labels_differ'],
  ['In', { one: by('tier', 'In', 'web', 'db') }, true, 'labels_match'],
  ['In, another value', { one: by('tier', 'In', 'web') }, false, 'labels_differ'],
  ['In, absent', { one: by('absent', 'In', 'web') }, false, 'labels_differ'],
  ['NotIn', { one: by('tier', 'NotIn', 'web') }, true, 'labels_match'],
  ['NotIn, the value', { one: by('tier', 'NotIn', 'db') }, false, 'labels_differ'],
  ['NotIn, absent', { one: by('absent', 'NotIn', 'db') }, true, 'labels_match'],
  ['Exists', { one: by('example.com/a', 'Exists') }, true, 'labels_match'],
  ['Exists, absent', { one: by('absent', 'Exists') }, false, 'labels_differ'],
  ['DoesNotExist', { one: by('absent', 'DoesNotExist') }, true, 'labels_match'],
  ['DoesNotExist, there', { one: by('tier', 'DoesNotExist') }, false, 'labels_differ'],
  ['labels and expressions', { one: { ...APP, matchExpressions: by('tier', 'In', 'web').matchExpressions } }, false, 'labels_differ'],
  ['one of several selectors', { or: [OTHER, APP] }, true, 'labels_match'],
  ['none of several selectors', { or: [OTHER, by('tier', 'In', 'web')] }, false, 'labels_differ'],
  ['both kinds of selectors', { one: APP, or: [APP] }, false, 'selectors_both'],
  ['an empty selector', { one: byLabels({}) }, false, 'selector_empty'],
  ['an empty one of several', { or: [APP, byLabels({})] }, false, 'selector_empty'],
  ['an operator that is none', { one: by('tier', 'in', 'db') }, false, 'selector_unreadable'],
  ['an unreadable one of several', { or: [APP, by('tier', 'Gt', '1')] }, false, 'selector_unreadable'],
  ['In without values', { one: by('tier', 'In') }, false, 'selector_unreadable'],
  ['Exists with values', { one: by('tier', 'Exists', 'db') }, false, 'selector_unreadable'],
  ['a key that is none', { one: byLabels({ 'a b': 'c' }) }, false, 'selector_unreadable'],
  ['a prefix that is none', { one: byLabels({ 'A/b': 'c' }) }, false, 'selector_unreadable'],
  ['a value that is none', { one: byLabels({ app: 'a b' }) }, false, 'selector_unreadable'],
  ['a selector that is said to be there', { has: true }, false, 'selector_unreadable'],
  ['the exclude label', { one: APP, labels: { ...LABELS, 'velero.io/exclude-from-backup': 'true' } }, false, 'excluded_label'],
  ['the exclude label, not true', { one: APP, labels: { ...LABELS, 'velero.io/exclude-from-backup': 'yes' } }, true, 'labels_match'],
];

describe('selectsLabels', () => {
  it.each(ROWS)('%s', (_title, selectors, covered, rule) => {
    expect(select(selectors)).toEqual({
      covered,
      rule,
      message: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });
});
