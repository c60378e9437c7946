import { ResponseError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import Button from '@material-ui/core/Button';
import { veleroManagerTranslationRef } from '../translation';
import { causeOf } from './causeOf';
import type { Translate } from './stateWord';

/** The properties of {@link LoadError}. @internal */
export interface LoadErrorProps {
  /** What could not be loaded. */
  what: 'report' | 'numbers' | 'clusters' | 'services' | 'change' | 'cluster';
  error: Error;
  /** Named when the backend refuses, so that people know what to ask for. */
  permission: string;
  /** An older answer is shown beside. */
  isStale?: boolean;
  retry(): void;
}

/** What went wrong, why, and a way to try again. @internal */
export function LoadError(props: LoadErrorProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { title, description, status } = wordsOf(props, t);
  return (
    <Alert
      role={status === 'danger' ? 'alert' : 'status'}
      status={status}
      icon
      title={title}
      description={description}
      customActions={
        <Button size="small" variant="outlined" onClick={props.retry}>
          {t('error.retry')}
        </Button>
      }
    />
  );
}

/** What people read where the backend knows nothing of it. */
const absences: Partial<
  Record<LoadErrorProps['what'], 'noChange' | 'noCluster'>
> = { change: 'noChange', cluster: 'noCluster' };

interface Words {
  status: 'info' | 'warning' | 'danger';
  title: string;
  description?: string;
}

function wordsOf(props: LoadErrorProps, t: Translate): Words {
  const { error, permission, isStale } = props;
  const status =
    error instanceof ResponseError ? error.response.status : undefined;
  if (status === 403) {
    return {
      status: 'info',
      title: t('error.forbidden'),
      description: t('error.forbiddenDetail', { permission }),
    };
  }
  if (status === 404) {
    const absence = absences[props.what] ?? 'notKnown';
    return {
      status: 'info',
      title: t(`error.${absence}`),
      description: t(`error.${absence}Detail`),
    };
  }
  if (status === 401) {
    return { status: 'warning', title: t('error.signIn') };
  }
  return {
    status: isStale ? 'warning' : 'danger',
    title: isStale ? t('error.stale') : t(`error.title.${props.what}`),
    description: causeOf(error),
  };
}
