import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  ClusterListItem,
  ProtectionState,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { memo, useMemo } from 'react';
import { veleroManagerTranslationRef } from '../translation';
import { ClusterTile } from './ClusterTile';
import { StateBadge } from './StateBadge';
import { TileList } from './TileList';

/** The properties of {@link ClusterMap}. @internal */
export interface ClusterMapProps {
  clusters: readonly ClusterListItem[];
  /** How many there are, in case they are too many to draw. */
  totalItems: number;
  onChoose(cluster: ClusterListItem): void;
}

/** Above this many tiles, those of clusters that are well carry no name. */
const MOST_NAMED = 120;

const CALM: ProtectionState[] = ['HEALTHY', 'EXEMPT'];

const useStyles = makeStyles(theme => ({
  environments: {
    display: 'grid',
    gap: theme.spacing(2),
    maxHeight: 480,
    overflowY: 'auto',
    // Room for the focus ring of the outermost tiles.
    padding: 3,
  },
  tiles: { flexWrap: 'wrap', gap: 4, marginTop: theme.spacing(0.5) },
  tile: { flex: '0 1 148px', minWidth: 0 },
  smallTile: { flex: '0 0 28px' },
  message: { marginTop: theme.spacing(0.5) },
}));

interface EnvironmentProps {
  title: string;
  clusters: ClusterListItem[];
  isSmall(cluster: ClusterListItem): boolean;
  onChoose(cluster: ClusterListItem): void;
}

function Environment(props: EnvironmentProps) {
  const { title, clusters, isSmall, onChoose } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  return (
    <div>
      <Typography variant="subtitle2" component="h3">
        {title}
      </Typography>
      <TileList
        items={clusters}
        label={title}
        className={classes.tiles}
        itemClassNameOf={cluster =>
          isSmall(cluster) ? classes.smallTile : classes.tile
        }
        keyOf={cluster => cluster.name}
        wordsOf={({ title: name, protection }) =>
          t('map.tile', {
            name,
            state: t(`protection.${protection.state}`),
            message: protection.message,
          })
        }
        renderTile={cluster => (
          <ClusterTile cluster={cluster} isSmall={isSmall(cluster)} />
        )}
        renderNote={cluster => (
          <>
            <strong>{cluster.title}</strong>{' '}
            <StateBadge kind="protection" state={cluster.protection.state} />
            {cluster.sync && (
              <>
                {' '}
                <StateBadge kind="sync" state={cluster.sync.state} />
              </>
            )}
            <div className={classes.message}>{cluster.protection.message}</div>
            <Typography variant="caption" color="textSecondary">
              {t('map.open')}
            </Typography>
          </>
        )}
        onChoose={onChoose}
      />
    </div>
  );
}

/** Environments in the order of their worst cluster, as the list comes. */
function byEnvironment(
  clusters: readonly ClusterListItem[],
): [string, ClusterListItem[]][] {
  const groups = new Map<string, ClusterListItem[]>();
  for (const cluster of clusters) {
    const environment = cluster.environment ?? '';
    const group = groups.get(environment) ?? [];
    group.push(cluster);
    groups.set(environment, group);
  }
  return [...groups];
}

/** One tile a cluster, by environment: icon, colour and name; hover says why. @internal */
export const ClusterMap = memo((props: ClusterMapProps) => {
  const { clusters, totalItems } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const isCrowded = clusters.length > MOST_NAMED;
  const isSmall = (cluster: ClusterListItem) =>
    isCrowded && CALM.includes(cluster.protection.state);
  const groups = useMemo(() => byEnvironment(clusters), [clusters]);
  return (
    <section className={classes.environments} aria-label={t('map.title')}>
      {totalItems > clusters.length && (
        <Typography variant="body2">
          {t('map.partial', {
            shown: String(clusters.length),
            total: String(totalItems),
          })}
        </Typography>
      )}
      {groups.map(([environment, items]) => (
        <Environment
          key={environment}
          title={t('map.environment', {
            environment: environment || t('map.noEnvironment'),
            count: items.length,
          })}
          clusters={items}
          isSmall={isSmall}
          onChoose={props.onChoose}
        />
      ))}
    </section>
  );
});
