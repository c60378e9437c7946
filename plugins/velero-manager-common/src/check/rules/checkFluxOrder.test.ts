import fc from 'fast-check';
import { checkRepository } from '../check';
import { findCycles } from './findCycles';

const FILE = 'flux/clusters/prod-01.yaml';

/** A Kustomization or HelmRelease, at line 1 of its own text. */
const object = (
  name: string,
  dependsOn: string[],
  { kind = 'Kustomization', namespace = 'flux-system' } = {},
) =>
  kind === 'Kustomization'
    ? `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  interval: 10m
  prune: true
  sourceRef: { kind: GitRepository, name: config }
  dependsOn: [${dependsOn.map(one => `\n    { ${one} },`).join('')}]
`
    : `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  interval: 10m
  chartRef: { kind: OCIRepository, name: velero }
  dependsOn: [${dependsOn.map(one => `\n    { ${one} },`).join('')}]
`;

/** What is found of the order, in files of these objects. */
function cyclesIn(files: Record<string, string[]>) {
  const texts = Object.entries(files).map(
    ([path, objects]) => [path, objects.join('---\n')] as const,
  );
  return checkRepository(new Map(texts))
    .filter(({ code }) => code === 'DEPENDENCY_CYCLE')
    .map(({ severity, path, line, message, fix }) => {
      expect({ severity, fix }).toEqual({
        severity: 'error',
        fix: 'Take one of these dependencies away.',
      });
      return `${path}:${line} ${message}`;
    });
}

describe('the order of what Flux applies', () => {
  const ever = 'Flux waits with all of them for ever.';
  const apart = { namespace: 'team' };
  const release = { kind: 'HelmRelease' };

  it.each<[string, Record<string, string[]>, string[]]>([
    [
      'one that depends on itself',
      { [FILE]: [object('a', ['name: a'])] },
      [
        `${FILE}:9 The Kustomization 'a' depends on itself: Flux waits with it for ever.`,
      ],
    ],
    [
      'two that depend on each other, once',
      { [FILE]: [object('a', ['name: b']), object('b', ['name: a'])] },
      [
        `${FILE}:9 The Kustomization 'a' depends on itself by way of 'b': ${ever}`,
      ],
    ],
    [
      'the dependency of several that leads round, by the shortest way',
      {
        [FILE]: [
          object('a', ['name: free', 'name: b']),
          object('free', []),
          object('b', ['name: c', 'name: d']),
          object('c', ['name: d']),
          object('d', ['name: a']),
        ],
      },
      [
        `${FILE}:10 The Kustomization 'a' depends on itself by way of 'b', 'd': ${ever}`,
        `${FILE}:40 The Kustomization 'c' depends on itself by way of 'd', 'a', 'b': ${ever}`,
      ],
    ],
    [
      'a ring through the files of a cluster, not what only leads to it',
      {
        [FILE]: [object('first', ['name: a']), object('a', ['name: b'])],
        'flux/clusters/prod-01/team.yaml': [object('b', ['name: a'])],
      },
      [
        `${FILE}:19 The Kustomization 'a' depends on itself by way of 'b': ${ever}`,
      ],
    ],
    [
      'a ring through namespaces',
      {
        [FILE]: [
          object('a', ['name: b, namespace: team']),
          object('b', ['name: a, namespace: flux-system'], apart),
        ],
      },
      [
        `${FILE}:9 The Kustomization 'a' depends on itself by way of 'b': ${ever}`,
      ],
    ],
    [
      'releases of Helm',
      {
        'environments/production/clusters/prod-01/velero-install/install.yaml':
          [
            object('a', ['name: b'], release),
            object('b', ['name: a'], release),
          ],
      },
      [
        `environments/production/clusters/prod-01/velero-install/install.yaml:8 The HelmRelease 'a' depends on itself by way of 'b': ${ever}`,
      ],
    ],
    [
      'releases without a namespace, which is that of whoever applies them',
      {
        'flux/bootstrap/releases.yaml': [
          object('a', ['name: b'], release).replace(/, namespace: [a-z-]+/, ''),
          object('b', ['name: a'], release).replace(/, namespace: [a-z-]+/, ''),
        ],
      },
      [
        `flux/bootstrap/releases.yaml:8 The HelmRelease 'a' depends on itself by way of 'b': ${ever}`,
      ],
    ],
    [
      'nothing where two have a name in common with one in another namespace, cluster or kind',
      {
        [FILE]: [
          object('a', ['name: b']),
          object('b', []),
          object('b', ['name: a, namespace: flux-system'], apart),
          object('b', ['name: a'], release),
        ],
        'flux/clusters/prod-02.yaml': [
          object('b', ['name: a']),
          object('a', []),
        ],
      },
      [],
    ],
    [
      'nothing where ways part and meet again',
      {
        [FILE]: [
          object('a', ['name: b', 'name: c']),
          object('b', ['name: d']),
          object('c', ['name: d']),
          object('d', []),
        ],
      },
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(cyclesIn(files)).toEqual(expected);
  });

  /** For each of some, what it depends on; `x` is not known. */
  const graphs = fc
    .uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 })
    .chain(names =>
      fc.tuple(
        ...names.map(name =>
          fc
            .subarray([...names, 'x'], {
              maxLength: Math.min(3, names.length),
            })
            .map(others => [name, others] as const),
        ),
      ),
    );

  /** Whoever comes back to itself, by trying all ways of all lengths. */
  const comingBack = (graph: (readonly [string, string[]])[]) => {
    const next = new Map(graph);
    return graph
      .map(([name]) => name)
      .filter(name => {
        let at = new Set(next.get(name));
        for (let length = 1; length <= graph.length; length += 1) {
          if (at.has(name)) return true;
          at = new Set([...at].flatMap(one => next.get(one) ?? []));
        }
        return false;
      });
  };

  it('is a ring iff there is a way from one back to itself, and all who have one stand in one', () => {
    fc.assert(
      fc.property(graphs, graph => {
        const next = new Map(graph);
        const cycles = findCycles(next);
        for (const cycle of cycles) {
          expect(new Set(cycle).size).toBe(cycle.length);
          cycle.forEach((name, index) =>
            expect(next.get(name)).toContain(cycle[(index + 1) % cycle.length]),
          );
        }
        expect([...new Set(cycles.flat())].sort()).toEqual(
          comingBack(graph).sort(),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('is told of Kustomizations iff it is a ring', () => {
    fc.assert(
      fc.property(graphs, graph => {
        const told = cyclesIn({
          [FILE]: graph.map(([name, others]) =>
            object(
              name,
              others.map(one => `name: ${one}`),
            ),
          ),
        });
        expect(told.length > 0).toBe(comingBack(graph).length > 0);
      }),
      { numRuns: 200 },
    );
  });
});
