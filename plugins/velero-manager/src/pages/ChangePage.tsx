import { InfoCard } from '@backstage/core-components';
import { useRouteRefParams } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { changeReadPermission } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Change } from '@velero-manager/backstage-plugin-velero-manager-common';
import { ChangeFacts } from '../components/ChangeFacts';
import { ChangeJourney } from '../components/ChangeJourney';
import { SafeLink } from '../components/SafeLink';
import { useChange } from '../hooks';
import { changeRouteRef } from '../routes';
import { veleroManagerTranslationRef } from '../translation';
import { LiveList } from './LiveList';
import { usePageStyles } from './usePageStyles';

/** The heading, and the two cards under it. */
const PAGE_SHAPE = [40, 360];

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gap: theme.spacing(2),
    alignItems: 'start',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(360px, 100%), 1fr))',
    overflowWrap: 'anywhere',
  },
}));

/** One proposed change: how far it has come, who asked for it and for what. @internal */
export function ChangePage() {
  const { id } = useRouteRefParams(changeRouteRef);
  return (
    <LiveList
      list={useChange(id)}
      what="change"
      permission={changeReadPermission.name}
      shape={PAGE_SHAPE}
    >
      {change => <ChangeContent change={change} />}
    </LiveList>
  );
}

function ChangeContent({ change }: { change: Change }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const page = usePageStyles();
  const classes = useStyles();
  return (
    <div className={page.parts}>
      <div>
        <Typography
          variant="h4"
          component="h2"
          style={{ overflowWrap: 'anywhere' }}
        >
          {change.title}
        </Typography>
        <Typography variant="body1">
          <SafeLink to={change.url}>
            {t('change.pullRequest', { number: String(change.number) })}
          </SafeLink>
        </Typography>
      </div>
      <div className={classes.columns}>
        <InfoCard title={t('change.journey')}>
          <ChangeJourney change={change} />
        </InfoCard>
        <InfoCard title={t('change.about')}>
          <ChangeFacts change={change} />
        </InfoCard>
      </div>
    </div>
  );
}
