/** One page of a list, as the backend would give it. @internal */
export function cutPage<T>(
  items: T[],
  page: { limit?: number; cursor?: string },
) {
  const start = Number(page.cursor ?? 0);
  const end = start + (page.limit ?? 50);
  return {
    items: items.slice(start, end),
    totalItems: items.length,
    nextCursor: end < items.length ? String(end) : null,
  };
}
