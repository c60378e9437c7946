import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { suggestSchedule } from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  ClusterReport,
  Remedy,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { useState } from 'react';
import type { FormOf } from '../../templates';
import { veleroManagerTranslationRef } from '../../translation';
import { ClusterSection } from './ClusterSection';
import { RemedyLink } from './RemedyLink';

/** The properties of {@link ClusterUncovered}. @internal */
export interface ClusterUncoveredProps {
  report: ClusterReport;
  formOf?: FormOf;
}

/** More are shown when somebody asks. */
const SHOWN = 10;

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))',
  },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    overflowWrap: 'anywhere',
    minWidth: 0,
  },
}));

/** The namespaces that no schedule takes anything of, each with the way to change that. @internal */
export function ClusterUncovered(props: ClusterUncoveredProps) {
  const { report, formOf } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const [isWhole, setIsWhole] = useState(false);
  const { uncovered } = report.coverage.namespaces;
  if (uncovered.length === 0) return null;
  const shown = isWhole ? uncovered : uncovered.slice(0, SHOWN);
  return (
    <ClusterSection
      title={t('clusterPage.uncovered', { amount: String(uncovered.length) })}
      detail={t('clusterPage.uncoveredDetail')}
    >
      <ul className={classes.list}>
        {shown.map(namespace => (
          <li key={namespace} className={classes.item}>
            <Typography variant="body2" component="span">
              {namespace}
            </Typography>
            <AddSchedule {...{ report, namespace, formOf }} />
          </li>
        ))}
      </ul>
      {uncovered.length > SHOWN && (
        <div>
          <Button size="small" onClick={() => setIsWhole(!isWhole)}>
            {isWhole
              ? t('units.showFewer')
              : t('units.showAll', { count: uncovered.length })}
          </Button>
        </div>
      )}
    </ClusterSection>
  );
}

function AddSchedule(props: ClusterUncoveredProps & { namespace: string }) {
  const { report, namespace, formOf } = props;
  const remedy: Remedy = {
    action: 'add_schedule',
    intent: 'schedule:save',
    values: suggestSchedule({
      entityName: namespace,
      environment: report.environment,
      cluster: report.name,
      namespaces: [namespace],
      rpoSeconds: null,
    }),
  };
  return <RemedyLink remedy={remedy} formOf={formOf} />;
}
