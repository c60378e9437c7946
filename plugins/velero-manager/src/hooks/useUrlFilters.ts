import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** The filters of a list as the address of the page holds them. @internal */
export interface UrlFilters {
  /** The values of a comma list; with `allowed`, only those. */
  list<V extends string>(name: string, allowed?: readonly V[]): V[];
  /** One value, or undefined where the address does not name it. */
  text(name: string): string | undefined;
  /** Sets filters; an empty value takes one away. */
  set(
    values: Record<string, string | string[]>,
    how?: 'push' | 'replace',
  ): void;
}

/** Reads and writes filters in the query of the page, and leaves the rest of it. @internal */
export function useUrlFilters(): UrlFilters {
  const [params, setParams] = useSearchParams();
  const set = useCallback<UrlFilters['set']>(
    (values, how = 'push') =>
      setParams(
        former => {
          const next = new URLSearchParams(former);
          for (const [name, value] of Object.entries(values)) {
            const text = [value].flat().join(',');
            if (text) {
              next.set(name, text);
            } else {
              next.delete(name);
            }
          }
          return next;
        },
        { replace: how === 'replace' },
      ),
    [setParams],
  );
  return useMemo(
    () => ({
      list: (name, allowed) => listOf(params.getAll(name), allowed),
      text: name => params.get(name) ?? undefined,
      set,
    }),
    [params, set],
  );
}

function listOf<V extends string>(
  values: string[],
  allowed?: readonly V[],
): V[] {
  const given = new Set(
    values.flatMap(value => value.split(',')).filter(value => value !== ''),
  );
  return allowed
    ? allowed.filter(value => given.has(value))
    : ([...given] as V[]);
}
