import { useEffect, useReducer } from 'react';

const TICK_MS = 30_000;

/** One timer serves every time on the page. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function listen(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach(tell => tell()), TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The present moment; draws its component again every 30 seconds. @internal */
export function useNow(): Date {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => listen(tick), []);
  return new Date();
}
