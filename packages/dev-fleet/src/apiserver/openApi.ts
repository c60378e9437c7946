import { ApiKind, apiVersionOf } from './ApiKind';
import { versionsOf } from './discovery';

/**
 * Answers `/openapi/v3` and the document of one group and version; undefined
 * for any other path.
 *
 * @remarks
 * The documents hold no schemas. They only say that writes take
 * `fieldValidation`, without which `kubectl` refuses to create or apply
 * unless it is told `--validate=false`.
 *
 * @internal
 */
export function describeApi(kinds: ApiKind[], path: string): unknown {
  if (path === '/openapi/v3') {
    const paths = groupVersions(kinds).map(root => [
      root,
      { serverRelativeURL: `/openapi/v3/${root}` },
    ]);
    return { paths: Object.fromEntries(paths) };
  }
  const root = path.slice('/openapi/v3/'.length);
  if (!groupVersions(kinds).includes(root)) return undefined;
  const [, group = '', version] = root.startsWith('apis/')
    ? root.split('/')
    : ['', '', root.slice('api/'.length)];
  const described = kinds.filter(
    kind => kind.group === group && kind.versions.includes(version),
  );
  return {
    openapi: '3.0.0',
    info: { title: 'Simulated Kubernetes', version: 'v1' },
    paths: Object.fromEntries(
      described.map(kind => pathOf(kind, { root, version })),
    ),
    components: { schemas: {} },
  };
}

function groupVersions(kinds: ApiKind[]): string[] {
  const groups = [...new Set(kinds.map(({ group }) => group))];
  return groups.flatMap(group =>
    versionsOf(kinds, group).map(
      version => `${group ? 'apis' : 'api'}/${apiVersionOf(group, version)}`,
    ),
  );
}

function pathOf(
  kind: ApiKind,
  options: { root: string; version: string },
): [path: string, item: unknown] {
  const { group, resource } = kind;
  const scope = kind.namespaced ? 'namespaces/{namespace}/' : '';
  const fieldValidation = {
    name: 'fieldValidation',
    in: 'query',
    schema: { type: 'string', uniqueItems: true },
  };
  const operation = (action: string) => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': {
      group,
      version: options.version,
      kind: kind.kind,
    },
    parameters: [fieldValidation],
    responses: { 200: { description: 'OK' } },
  });
  return [
    `/${options.root}/${scope}${resource}/{name}`,
    { patch: operation('patch'), put: operation('put') },
  ];
}
