import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  Change,
  ChangeCluster,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { useState } from 'react';
import { veleroManagerTranslationRef } from '../translation';
import type { ChangeStep } from './changeSteps';

/** As many as are read at a glance; a change may be in a hundred. */
const SHOWN = 10;

const MOMENT = {
  applied: 'appliedAt',
  accepted: 'acceptedAt',
  first_run_good: 'firstRunGoodAt',
} as const;

const useStyles = makeStyles(theme => ({
  behind: { marginTop: theme.spacing(2) },
  list: {
    ...theme.typography.body2,
    margin: theme.spacing(0.5, 0),
    paddingLeft: theme.spacing(2.5),
    overflowWrap: 'anywhere',
  },
}));

/** In how many of its clusters a change was seen to have made a step. @internal */
export function ClustersReached(props: {
  change: Change;
  step: ChangeStep['step'];
}) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { clusters } = props.change;
  const { step } = props;
  if (clusters.length === 0 || !isInClusters(step)) return null;
  const reached = clusters.filter(
    cluster => cluster.isDone || cluster[MOMENT[step]] !== null,
  );
  return (
    <Typography variant="body2" color="textSecondary">
      {t('change.clustersReached', {
        reached: String(reached.length),
        count: clusters.length,
      })}
    </Typography>
  );
}

/** Clusters in which a merged change has come no further, and why. @internal */
export function ClustersBehind({ change }: { change: Change }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const [isWhole, setIsWhole] = useState(false);
  const behind = change.clusters.filter(({ lag }) => lag !== null);
  if (behind.length === 0) return null;
  const shown = isWhole ? behind : behind.slice(0, SHOWN);
  return (
    <section
      className={classes.behind}
      aria-label={t('change.behind', { count: behind.length })}
    >
      <Typography variant="subtitle1" component="h3">
        {t('change.behind', { count: behind.length })}
      </Typography>
      <ul className={classes.list}>
        {shown.map(cluster => (
          <Behind key={cluster.name} cluster={cluster} />
        ))}
      </ul>
      {shown.length < behind.length && (
        <Button size="small" onClick={() => setIsWhole(true)}>
          {t('change.moreBehind', { count: behind.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

function Behind({ cluster: { name, lag } }: { cluster: ChangeCluster }) {
  return (
    <li>
      <strong>{name}</strong>: {lag?.message}
    </li>
  );
}

function isInClusters(step: ChangeStep['step']): step is keyof typeof MOMENT {
  return step in MOMENT;
}
