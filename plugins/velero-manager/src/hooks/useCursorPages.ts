import { useState } from 'react';

/** Where one is in a list that is read by cursors. @internal */
export interface CursorPagesState {
  /** Zero for the first page. */
  page: number;
  /** Undefined for the first page. */
  cursor: string | undefined;
  onNext(cursor: string): void;
  onPrevious(): void;
  onFirst(): void;
}

/** Remembers the way through the pages; another list begins at its first page. @internal */
export function useCursorPages(list: string): CursorPagesState {
  const [way, setWay] = useState<{ list: string; cursors: string[] }>({
    list,
    cursors: [],
  });
  const cursors = way.list === list ? way.cursors : [];
  return {
    page: cursors.length,
    cursor: cursors[cursors.length - 1],
    onNext: cursor => setWay({ list, cursors: [...cursors, cursor] }),
    onPrevious: () => setWay({ list, cursors: cursors.slice(0, -1) }),
    onFirst: () => setWay({ list, cursors: [] }),
  };
}
