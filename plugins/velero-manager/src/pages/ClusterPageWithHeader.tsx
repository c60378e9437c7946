import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { veleroManagerTranslationRef } from '../translation';
import { ClusterPage } from './ClusterPage';
import type { ClusterPageProps } from './ClusterPage';

/**
 * The page of one cluster for portals on the old frontend system, which leaves
 * the header to the plugin.
 *
 * @public
 */
export function ClusterPageWithHeader(props: ClusterPageProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('table.cluster')} type={t('fleet.title')} />
      <Content>
        <ClusterPage {...props} />
      </Content>
    </Page>
  );
}
