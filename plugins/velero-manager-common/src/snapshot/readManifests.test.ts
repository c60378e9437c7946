import { readManifests } from './readManifests';

const TEXT = `# one
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: a
data: { x: '1' }
---
kind: Other
apiVersion: b/v1
metadata: { name: b }
spec:
  same: [1, 2]
`;

const read = (text = TEXT, path = 'a.yaml') => readManifests(path, text);

describe('readManifests, of a text that was read before', () => {
  beforeEach(() => {
    read();
  });

  it('says the same, of whatever file', () => {
    const { manifests, problems } = read(TEXT, 'b.yaml');
    expect(problems).toEqual([]);
    expect(manifests.map(({ path, identity }) => [path, identity])).toEqual([
      [
        'b.yaml',
        { apiVersion: 'v1', kind: 'ConfigMap', namespace: null, name: 'a' },
      ],
      [
        'b.yaml',
        { apiVersion: 'b/v1', kind: 'Other', namespace: null, name: 'b' },
      ],
    ]);
    const [first, second] = manifests;
    expect(first.data).toMatchObject({ data: { x: '1' } });
    expect(TEXT.slice(...second.range)).toContain('kind: Other');
    expect([
      first.lineOf(['metadata', 'name']),
      second.lineOf(['spec', 'same', 1]),
      second.lineOf(['spec', 'gone']),
      second.lineOf([]),
    ]).toEqual([6, 13, 12, 9]);
  });

  it('gives each a document of its own, and nobody the edits of another', () => {
    const [mine] = read().manifests;
    mine.document.setIn(['metadata', 'name'], 'changed');
    mine.document.setIn(['before'], 'all');
    expect(mine.document.getIn(['metadata', 'name'])).toBe('changed');
    const [theirs] = read().manifests;
    expect(theirs.document.getIn(['metadata', 'name'])).toBe('a');
    expect(theirs.data).toMatchObject({ metadata: { name: 'a' } });
  });

  it('tells lines of the text, not of what was made of it', () => {
    const text = TEXT.replace("'1'", "'2'");
    const [mine] = read(text).manifests;
    mine.document.deleteIn(['metadata']);
    expect(mine.lineOf(['data', 'x'])).toBe(7);
    expect(mine.lineOf(['metadata', 'name'])).toBe(6);
    mine.document.deleteIn(['data']);
    const [theirs] = read(text).manifests;
    expect(theirs.lineOf(['metadata', 'name'])).toBe(6);
    expect(theirs.lineOf(['data', 'x'])).toBe(7);
  });

  it('lets nobody change what others are given', () => {
    const { data } = read().manifests[0] as { data: { metadata: object } };
    expect(() => Object.assign(data.metadata, { name: 'x' })).toThrow(
      TypeError,
    );
    expect(() => Object.assign(data, { kind: 'x' })).toThrow(TypeError);
  });

  it('finds the same wrong with it', () => {
    const broken = 'a: [\nb: }\n';
    const { problems } = read(broken);
    expect(problems.length).toBeGreaterThan(0);
    problems[0].message = 'changed';
    expect(read(broken, 'b.yaml').problems[0].message).toMatch(
      /^is not valid YAML/,
    );
    expect(read(broken).manifests).toEqual([]);
  });
});
