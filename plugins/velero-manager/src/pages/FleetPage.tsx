import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { veleroManagerTranslationRef } from '../translation';
import { ClustersPage } from './ClustersPage';
import { ServicesPage } from './ServicesPage';

/**
 * The fleet page for portals on the old frontend system, which leaves header
 * and tabs to the plugin.
 *
 * @public
 */
export function FleetPage() {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('fleet.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path="/clusters" title={t('fleet.tabClusters')}>
          <ClustersPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/services" title={t('fleet.tabServices')}>
          <ServicesPage />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
