import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  Change,
  ClusterLagReason,
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
  lagging: { marginTop: theme.spacing(2) },
  list: {
    ...theme.typography.body2,
    margin: theme.spacing(0.5, 0),
    paddingLeft: theme.spacing(2.5),
    overflowWrap: 'anywhere',
  },
}));

/** In how many of its several clusters a change was seen to have made a step. @internal */
export function ClustersReached(props: {
  change: Change;
  step: ChangeStep['step'];
}) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { clusters } = props.change;
  const { step } = props;
  if (clusters.length < 2 || !isInClusters(step)) return null;
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

/** Why a change is where it should be, although it goes on. */
const ON_TIME: readonly ClusterLagReason[] = [
  'first_run_pending',
  'first_run_under_way',
];

/** Why a change in a single cluster has come no further, in the words of the backend. @internal */
export function ClusterLag({ change }: { change: Change }) {
  const [only, ...others] = change.clusters;
  return only?.lag && others.length === 0 ? (
    <Typography variant="body2">{only.lag.message}</Typography>
  ) : null;
}

/**
 * Of several clusters those in which a merged change has come no further, and
 * why: those that are behind, then those where its first run is waited for.
 *
 * @internal
 */
export function ClustersUnderWay({ change }: { change: Change }) {
  if (change.clusters.length < 2) return null;
  const lagging = change.clusters.flatMap(({ name, lag }) =>
    lag ? [{ name, ...lag }] : [],
  );
  return (
    <>
      <Lagging
        title="behind"
        clusters={lagging.filter(({ reason }) => !ON_TIME.includes(reason))}
      />
      <Lagging
        title="awaited"
        clusters={lagging.filter(({ reason }) => ON_TIME.includes(reason))}
      />
    </>
  );
}

function Lagging(props: {
  title: 'behind' | 'awaited';
  clusters: { name: string; message: string }[];
}) {
  const { clusters } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const [isWhole, setIsWhole] = useState(false);
  if (clusters.length === 0) return null;
  const shown = isWhole ? clusters : clusters.slice(0, SHOWN);
  const title = t(`change.${props.title}`, { count: clusters.length });
  return (
    <section className={classes.lagging} aria-label={title}>
      <Typography variant="subtitle1" component="h3">
        {title}
      </Typography>
      <ul className={classes.list}>
        {shown.map(({ name, message }) => (
          <li key={name}>
            <strong>{name}</strong>: {message}
          </li>
        ))}
      </ul>
      {shown.length < clusters.length && (
        <Button size="small" onClick={() => setIsWhole(true)}>
          {t('change.moreClusters', { count: clusters.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

function isInClusters(step: ChangeStep['step']): step is keyof typeof MOMENT {
  return step in MOMENT;
}
