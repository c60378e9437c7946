import { ResponseError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import Button from '@material-ui/core/Button';
import { veleroManagerTranslationRef } from '../translation';
import { causeOf } from './causeOf';

/** The properties of {@link PlanError}. @internal */
export interface PlanErrorProps {
  error: Error;
  retry(): void;
}

/** By what the backend answered; whatever else went wrong is `failed`. */
const TITLES = new Map([
  [400, 'invalid'],
  [401, 'signIn'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [409, 'conflict'],
  [429, 'tooMany'],
  [503, 'unavailable'],
] as const);

/** What a person has to mend first: trying again changes nothing. */
const SETTLED = ['invalid', 'forbidden', 'signIn'];

/** Why an intent could not be planned, in words, and a way to try again. @internal */
export function PlanError({ error, retry }: PlanErrorProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const title = titleOf(error);
  const isSettled = SETTLED.includes(title);
  return (
    <Alert
      role="alert"
      status={isSettled ? 'warning' : 'danger'}
      icon
      title={t(`plan.error.${title}`)}
      description={title === 'signIn' ? undefined : causeOf(error)}
      customActions={
        isSettled ? undefined : (
          <Button size="small" variant="outlined" onClick={retry}>
            {t('error.retry')}
          </Button>
        )
      }
    />
  );
}

function titleOf(error: Error) {
  const status =
    error instanceof ResponseError ? error.response.status : undefined;
  for (const [known, title] of TITLES) {
    if (known === status) return title;
  }
  return 'failed';
}
