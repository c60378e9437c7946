import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  clusterReadPermission,
  type FleetSummary,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { FleetSummaryHead } from '../components/FleetSummaryHead';
import { LoadError } from '../components/LoadError';
import { Loading } from '../components/Loading';
import { NotesBanner } from '../components/NotesBanner';
import { UnreachableBanner } from '../components/UnreachableBanner';
import type { Live } from '../hooks';
import { veleroManagerTranslationRef } from '../translation';

/** The properties of {@link FleetOverview}. @internal */
export interface FleetOverviewProps {
  summary: Live<FleetSummary>;
  of: 'clusters' | 'services';
}

/** The numbers above a list, and what is wrong with the fleet as a whole. @internal */
export function FleetOverview({ summary, of }: FleetOverviewProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { value, error, retry } = summary;
  return (
    <>
      {error && (
        <LoadError
          what="numbers"
          error={error}
          permission={clusterReadPermission.name}
          isStale={value !== undefined}
          retry={retry}
        />
      )}
      {!value && !error && (
        <Loading label={t('loading.summary')} shape={[84]} />
      )}
      {value && <FleetSummaryHead summary={value} of={of} />}
      {value?.clusters && <UnreachableBanner clusters={value.clusters} />}
      {value && <NotesBanner notes={value.notes} />}
    </>
  );
}
