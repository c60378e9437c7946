import { parseFieldSelector } from './fieldSelector';
import { parseLabelSelector } from './labelSelector';

describe('parseLabelSelector', () => {
  const labels = { app: 'shop', 'velero.io/schedule-name': 'daily', empty: '' };

  it.each([
    ['', true],
    ['app=shop', true],
    ['app==shop', true],
    ['app = shop', true],
    ['app=other', false],
    ['app!=other', true],
    ['app!=shop', false],
    ['missing!=x', true],
    ['app in (a, shop)', true],
    ['app in (a,b)', false],
    ['app notin (a,b)', true],
    ['app notin (shop)', false],
    ['missing notin (x)', true],
    ['missing in (x)', false],
    ['app', true],
    ['!app', false],
    ['!missing', true],
    ['missing', false],
    ['empty=', true],
    ['velero.io/schedule-name=daily,app in (shop,x),!missing', true],
    ['velero.io/schedule-name=daily,missing', false],
    ['toString', false],
  ])('%s selects: %s', (selector, expected) => {
    expect(parseLabelSelector(selector)(labels)).toBe(expected);
  });

  it.each(['app in shop', 'app=a b', '=x', 'app>1x', 'a,,b', 'app in (a b)'])(
    'refuses %s',
    selector => {
      expect(() => parseLabelSelector(selector)).toThrow(
        'unable to parse requirement',
      );
    },
  );
});

describe('parseFieldSelector', () => {
  const pod = {
    metadata: { name: 'a', namespace: 'n' },
    status: { phase: 'Running' },
  };
  const kind = { selectableFields: ['status.phase'] };

  it.each([
    ['', true],
    ['metadata.name=a', true],
    ['metadata.name==a,metadata.namespace=n', true],
    ['metadata.name!=a', false],
    ['status.phase=Running', true],
    ['status.phase!=Failed', true],
    ['metadata.namespace=other', false],
  ])('%s selects: %s', (selector, expected) => {
    expect(parseFieldSelector(selector, kind)(pod)).toBe(expected);
  });

  it.each([
    ['spec.x=1', 'field label not supported: spec.x'],
    ['nonsense', "can't understand 'nonsense'"],
  ])('refuses %s', (selector, message) => {
    expect(() => parseFieldSelector(selector, kind)).toThrow(message);
  });
});
