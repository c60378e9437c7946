import { jsonPatch } from './jsonPatch';
import { mergePatch } from './mergePatch';
import { pruneObject, unknownFields } from './pruneObject';
import { serverSideApply } from './serverSideApply';
import { KubeObject } from './KubeObject';
import { strategicMergePatch } from './strategicMergePatch';

describe('jsonPatch', () => {
  it.each([
    [
      'adds a field',
      { a: 1 },
      [{ op: 'add', path: '/b', value: 2 }],
      { a: 1, b: 2 },
    ],
    [
      'adds to the end of a list',
      { a: [1] },
      [{ op: 'add', path: '/a/-', value: 2 }],
      { a: [1, 2] },
    ],
    [
      'inserts into a list',
      { a: [1, 3] },
      [{ op: 'add', path: '/a/1', value: 2 }],
      { a: [1, 2, 3] },
    ],
    [
      'replaces in a list',
      { a: [1, 3] },
      [{ op: 'replace', path: '/a/1', value: 2 }],
      { a: [1, 2] },
    ],
    ['removes', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
    [
      'moves',
      { a: { x: 1 } },
      [{ op: 'move', from: '/a/x', path: '/b' }],
      { a: {}, b: 1 },
    ],
    [
      'copies',
      { a: 1 },
      [{ op: 'copy', from: '/a', path: '/b' }],
      { a: 1, b: 1 },
    ],
    [
      'unescapes names',
      { 'a/b': 1, 'c~d': 2 },
      [
        { op: 'remove', path: '/a~1b' },
        { op: 'test', path: '/c~0d', value: 2 },
      ],
      { 'c~d': 2 },
    ],
  ])('%s', (_, target, patch, expected) => {
    const before = structuredClone(target);
    expect(jsonPatch(target, patch)).toEqual(expected);
    expect(target).toEqual(before);
  });

  it.each([
    [{ op: 'test', path: '/a', value: 2 }, 422],
    [{ op: 'remove', path: '/x' }, 422],
    [{ op: 'replace', path: '/l/5', value: 1 }, 422],
    [{ op: 'add', path: '/x/y', value: 1 }, 422],
    [{ op: 'grow', path: '/a' }, 400],
    [{ op: 'add', path: 'a', value: 1 }, 400],
    ['nonsense', 400],
  ])('refuses %j with %d', (operation, code) => {
    expect(() => jsonPatch({ a: 1, l: [] }, [operation])).toThrow(
      expect.objectContaining({ status: expect.objectContaining({ code }) }),
    );
  });

  it('makes __proto__ a field like any other', () => {
    const patch = [{ op: 'add', path: '/__proto__', value: { x: 1 } }];
    const result = jsonPatch({}, patch);
    expect(Object.keys(Object(result))).toEqual(['__proto__']);
    expect(Object(result).x).toBeUndefined();
  });
});

describe('mergePatch', () => {
  it('removes by null, merges objects, replaces lists', () => {
    expect(
      mergePatch(
        { a: { b: 1, c: 2 }, l: [1, 2], keep: true },
        { a: { b: null, d: { e: null, f: 3 } }, l: [3] },
      ),
    ).toEqual({ a: { c: 2, d: { f: 3 } }, l: [3], keep: true });
  });
});

describe('strategicMergePatch', () => {
  const pod = {
    metadata: { finalizers: ['a'] },
    containers: [
      { name: 'one', image: '1' },
      { name: 'two', image: '2' },
    ],
    args: ['x'],
  };

  it.each([
    [
      'merges lists by key',
      { containers: [{ name: 'two', image: '3' }, { name: 'new' }] },
      {
        ...pod,
        containers: [
          { name: 'one', image: '1' },
          { name: 'two', image: '3' },
          { name: 'new' },
        ],
      },
    ],
    [
      'deletes from lists by key',
      { containers: [{ name: 'one', $patch: 'delete' }] },
      { ...pod, containers: [{ name: 'two', image: '2' }] },
    ],
    [
      'replaces a list on demand',
      { containers: [{ name: 'only' }, { $patch: 'replace' }] },
      { ...pod, containers: [{ name: 'only' }] },
    ],
    ['replaces lists without a key', { args: ['y'] }, { ...pod, args: ['y'] }],
    [
      'merges finalizers',
      { metadata: { finalizers: ['b'] } },
      { ...pod, metadata: { finalizers: ['a', 'b'] } },
    ],
    [
      'deletes from finalizers',
      { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } },
      { ...pod, metadata: { finalizers: [] } },
    ],
    [
      'keeps only the named keys',
      { $retainKeys: ['args'], args: ['z'] },
      { args: ['z'] },
    ],
    [
      'heeds null and ignores the order directive',
      { args: null, '$setElementOrder/containers': [{ name: 'two' }] },
      { metadata: pod.metadata, containers: pod.containers },
    ],
  ])('%s', (_, patch, expected) => {
    expect(strategicMergePatch(pod, patch)).toEqual(expected);
  });
});

describe('serverSideApply', () => {
  const current: KubeObject = {
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: {
      name: 'daily',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels: { mine: '1', shared: '1', foreign: '1' },
      managedFields: [
        {
          manager: 'me',
          operation: 'Apply',
          apiVersion: 'velero.io/v1',
          time: '',
          fieldsType: 'FieldsV1',
          fieldsV1: {
            'f:metadata': { 'f:labels': { 'f:mine': {}, 'f:shared': {} } },
            'f:spec': { 'f:paused': {} },
          },
        },
        {
          manager: 'other',
          operation: 'Apply',
          apiVersion: 'velero.io/v1',
          time: '',
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:metadata': { 'f:labels': { 'f:shared': {} } } },
        },
      ],
    },
    spec: { paused: true, schedule: '@daily' },
  };

  it('removes what the same manager leaves out and nobody else applied', () => {
    const applied = { spec: { schedule: '@hourly' } };
    const result = serverSideApply(current, { applied, manager: 'me' });
    expect(result.spec).toEqual({ schedule: '@hourly' });
    expect(result.metadata?.labels).toEqual({ shared: '1', foreign: '1' });
  });

  it('leaves the fields of others alone', () => {
    const applied = { spec: { paused: false } };
    const result = serverSideApply(current, { applied, manager: 'new' });
    expect(result.spec).toEqual({ paused: false, schedule: '@daily' });
    expect(result.metadata?.labels).toEqual(current.metadata.labels);
  });
});

describe('pruneObject', () => {
  const schema = {
    type: 'object',
    properties: {
      metadata: { type: 'object' },
      spec: {
        properties: {
          ttl: { type: 'string', default: '720h0m0s' },
          items: { items: { properties: { a: {} } } },
          labels: { additionalProperties: { type: 'string' } },
          free: { 'x-kubernetes-preserve-unknown-fields': true },
        },
      },
    },
  };
  const object = {
    apiVersion: 'v1',
    metadata: { name: 'a' },
    extra: 1,
    spec: {
      items: [{ a: 1, b: 2 }],
      labels: { any: 'x' },
      free: { deep: { x: 1 } },
      typo: 1,
    },
  };

  it('drops unknown fields, keeps metadata, fills in defaults', () => {
    expect(pruneObject(object, schema)).toEqual({
      apiVersion: 'v1',
      metadata: { name: 'a' },
      spec: {
        items: [{ a: 1 }],
        labels: { any: 'x' },
        free: { deep: { x: 1 } },
        ttl: '720h0m0s',
      },
    });
    expect(unknownFields(object, schema)).toEqual([
      'extra',
      'spec.items[0].b',
      'spec.typo',
    ]);
  });

  it('changes nothing without a schema', () => {
    expect(pruneObject(object, undefined)).toBe(object);
  });
});
