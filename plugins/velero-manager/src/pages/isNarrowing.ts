/** Whether any filter of a list is set. @internal */
export function isNarrowing(
  query: Record<string, string | number | readonly string[] | undefined>,
): boolean {
  return Object.values(query).some(value =>
    Array.isArray(value) ? value.length > 0 : Boolean(value),
  );
}
