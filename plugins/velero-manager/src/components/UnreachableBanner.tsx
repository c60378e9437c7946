import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetSummary } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { ContactLine } from './ContactLine';

/** The properties of {@link UnreachableBanner}. @internal */
export interface UnreachableBannerProps {
  clusters: NonNullable<FleetSummary['clusters']>;
}

const MOST_NAMES = 5;

const useStyles = makeStyles(theme => ({
  list: {
    margin: theme.spacing(0.5, 0, 0),
    paddingLeft: theme.spacing(2.5),
    overflowWrap: 'anywhere',
  },
}));

/** "3 of 40 clusters unreachable", naming them; nothing when all answer. @internal */
export function UnreachableBanner({ clusters }: UnreachableBannerProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const { unreachable, unreachableTotal, total } = clusters;
  if (unreachableTotal === 0) {
    return null;
  }
  const named = unreachable.slice(0, MOST_NAMES);
  const more = unreachableTotal - named.length;
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('unreachable.title', {
        count: unreachableTotal,
        total: String(total),
      })}
      description={
        <>
          {t('unreachable.detail')}
          <ul className={classes.list}>
            {named.map(({ name, lastContactAt, message }) => (
              <li key={name}>
                <strong>{name}</strong>{' '}
                <ContactLine
                  contact={{ state: 'silent', lastContactAt, message }}
                />
              </li>
            ))}
            {more > 0 && <li>{t('unreachable.more', { count: more })}</li>}
          </ul>
        </>
      }
    />
  );
}
