import { useEffect, useState } from 'react';

/** People type; what they type is asked about once they pause. */
const REST_MS = 400;

/** A value once it has not changed for a moment; the first one at once. @internal */
export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
