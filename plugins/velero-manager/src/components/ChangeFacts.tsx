import { StructuredMetadataTable } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { Change } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { CardSection } from './CardSection';

/** Who asked, for what and where. @internal */
export function ChangeFacts({ change }: { change: Change }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  // Of several that were asked for, one may be all that is written to.
  const cluster = change.clusters[0]?.name ?? change.cluster;
  return (
    <>
      <CardSection
        title={t('change.requester')}
        value={<Requester requester={change.requester} />}
      />
      <CardSection title={t('change.environment')} value={change.environment} />
      {change.clusters.length > 1 ? (
        <CardSection
          title={t('change.clusters')}
          value={change.clusters.map(({ name }) => name).join(', ')}
        />
      ) : (
        cluster !== '' && (
          <CardSection title={t('change.cluster')} value={cluster} />
        )
      )}
      <CardSection title={t('change.repository')} value={change.repository} />
      <CardSection title={t('change.branch')} value={change.branch} />
      <CardSection title={t('change.intent')}>
        <StructuredMetadataTable dense metadata={askedFor(change)} />
      </CardSection>
    </>
  );
}

/** What the form held, without what was left empty. */
function askedFor({ intent }: Change): Record<string, unknown> {
  const { kind: _, ...fields } = intent;
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** A user of the catalog, or a service, which is in no catalog. */
function Requester({ requester }: { requester: string }) {
  return /^user:[^/]+\/[^/]+$/.test(requester) ? (
    <EntityRefLink entityRef={requester} hideIcon />
  ) : (
    <>{requester}</>
  );
}
