/*
 * What an Argo CD project lets its Applications do, as
 * argo-cd pkg/apis/application/v1alpha1/app_project_types.go judges it.
 */

/** Where a project lets things be written. @internal */
export interface ProjectDestination {
  server?: string;
  name?: string;
  namespace?: string;
}

/** A kind that a project allows. @internal */
export interface ProjectKind {
  group: string;
  kind: string;
}

/** Whether an entry of a project's list allows a destination. @internal */
export function coversDestination(
  allowed: ProjectDestination,
  wanted: ProjectDestination,
): boolean {
  const cluster =
    wanted.server === undefined
      ? matchesGlob(allowed.name, wanted.name)
      : matchesGlob(allowed.server, wanted.server);
  return cluster && matchesGlob(allowed.namespace, wanted.namespace ?? '');
}

/** Whether a project allows a kind of a namespace; without a list it allows all. @internal */
export function allowsKind(
  allowed: readonly ProjectKind[] | undefined,
  wanted: ProjectKind,
): boolean {
  return (
    allowed === undefined ||
    allowed.some(
      ({ group, kind }) =>
        matchesGlob(group, wanted.group) && matchesGlob(kind, wanted.kind),
    )
  );
}

/** Argo CD's globs, of which `*` is what people use. Linear: no regular expression. @internal */
export function matchesGlob(
  pattern: string | undefined,
  value: string | undefined,
): boolean {
  if (pattern === undefined || value === undefined) return false;
  const [first, ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === value;
  if (!value.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}
