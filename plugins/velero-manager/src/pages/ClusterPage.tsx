import { useRouteRefParams } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { clusterReadPermission } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { ClusterCollector } from '../components/cluster/ClusterCollector';
import { ClusterDatabases } from '../components/cluster/ClusterDatabases';
import { ClusterInstalls } from '../components/cluster/ClusterInstalls';
import { ClusterRepositories } from '../components/cluster/ClusterRepositories';
import { ClusterSchedules } from '../components/cluster/ClusterSchedules';
import { ClusterSent } from '../components/cluster/ClusterSent';
import { ClusterState } from '../components/cluster/ClusterState';
import { ClusterStorage } from '../components/cluster/ClusterStorage';
import { ClusterSync } from '../components/cluster/ClusterSync';
import { ClusterTraps } from '../components/cluster/ClusterTraps';
import { ClusterUncovered } from '../components/cluster/ClusterUncovered';
import { ClusterVolumes } from '../components/cluster/ClusterVolumes';
import { useClusterReport, useProposing } from '../hooks';
import { clusterRouteRef } from '../routes';
import type { TemplateRefs } from '../templates';
import { veleroManagerTranslationRef } from '../translation';
import { LiveList } from './LiveList';
import { usePageStyles } from './usePageStyles';

/** The heading, the two cards and the first table under them. */
const PAGE_SHAPE = [40, 220, 320];

/** The properties of {@link ClusterPage}. @public */
export interface ClusterPageProps {
  /** Templates of your own behind the buttons of the page. */
  templates?: TemplateRefs;
}

/** One cluster: its state and why, all that makes it up, and how it is watched. @internal */
export function ClusterPage({ templates }: ClusterPageProps) {
  const { name } = useRouteRefParams(clusterRouteRef);
  return (
    <LiveList
      list={useClusterReport(name)}
      what="cluster"
      permission={clusterReadPermission.name}
      shape={PAGE_SHAPE}
    >
      {report => <ClusterContent report={report} templates={templates} />}
    </LiveList>
  );
}

function ClusterContent(props: { report: ClusterReport } & ClusterPageProps) {
  const { report, templates } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = usePageStyles();
  const { missing, formOf } = useProposing(templates);
  const offered = missing === null ? formOf : undefined;
  return (
    <div className={classes.parts}>
      <div>
        <Typography
          variant="h4"
          component="h2"
          style={{ overflowWrap: 'anywhere' }}
        >
          {report.title}
        </Typography>
        {report.title !== report.name && (
          <Typography variant="body2" color="textSecondary">
            {t('clusterPage.name', { name: report.name })}
          </Typography>
        )}
      </div>
      <ClusterState report={report} formOf={offered} />
      <ClusterUncovered report={report} formOf={offered} />
      <ClusterSchedules report={report} formOf={offered} />
      <ClusterStorage report={report} formOf={offered} />
      <ClusterSent report={report} />
      <ClusterInstalls report={report} />
      <ClusterRepositories report={report} />
      <ClusterDatabases report={report} formOf={offered} />
      <ClusterVolumes report={report} formOf={offered} />
      <ClusterSync report={report} formOf={offered} />
      <ClusterTraps report={report} />
      <ClusterCollector report={report} />
    </div>
  );
}
