import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LoadError } from '../components/LoadError';
import { Loading } from '../components/Loading';
import type { Live } from '../hooks';
import { veleroManagerTranslationRef } from '../translation';

/** The properties of {@link LiveList}. @internal */
export interface LiveListProps<T> {
  list: Live<T>;
  what: 'clusters' | 'services' | 'change' | 'cluster';
  /** Named when the backend refuses. */
  permission: string;
  shape: number[];
  children(value: NonNullable<T>): JSX.Element;
}

/** A live answer in each of its states: loading, failed, shown, shown but failing. @internal */
export function LiveList<T>(props: LiveListProps<T>) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { value, error, retry } = props.list;
  const isKnown = value !== undefined && value !== null;
  return (
    <>
      {error && (
        <LoadError
          what={props.what}
          error={error}
          permission={props.permission}
          isStale={isKnown}
          retry={retry}
        />
      )}
      {isKnown && props.children(value)}
      {!isKnown && !error && (
        <Loading label={t(`loading.${props.what}`)} shape={props.shape} />
      )}
    </>
  );
}
