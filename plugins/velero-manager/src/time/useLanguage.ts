import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/** The language of the portal as `Intl` knows it; English where it does not. @internal */
export function useLanguage(): string {
  const api = useApiHolder().get(appLanguageApiRef);
  const [language, setLanguage] = useState(() => api?.getLanguage().language);
  useEffect(() => {
    const subscription = api
      ?.language$()
      .subscribe(next => setLanguage(next.language));
    return () => subscription?.unsubscribe();
  }, [api]);
  return isLocale(language) ? language : 'en';
}

function isLocale(language: string | undefined): language is string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language ?? []).length > 0;
  } catch {
    return false;
  }
}
