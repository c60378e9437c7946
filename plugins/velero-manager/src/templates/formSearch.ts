/**
 * The query by which the scaffolder opens a form filled in beforehand.
 *
 * @internal
 */
export function formSearch(values: Record<string, unknown>): string {
  return `?${new URLSearchParams({ formData: JSON.stringify(values) })}`;
}
