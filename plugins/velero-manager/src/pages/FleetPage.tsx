import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TemplateRefs } from '../templates';
import { veleroManagerTranslationRef } from '../translation';
import { ClustersPage } from './ClustersPage';
import { ServicesPage } from './ServicesPage';

/** The properties of {@link FleetPage}. @public */
export interface FleetPageProps {
  /** Templates of your own behind the buttons of the page. */
  templates?: TemplateRefs;
}

/**
 * The fleet page for portals on the old frontend system, which leaves header
 * and tabs to the plugin.
 *
 * @public
 */
export function FleetPage({ templates }: FleetPageProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('fleet.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path="/clusters" title={t('fleet.tabClusters')}>
          <ClustersPage templates={templates} />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/services" title={t('fleet.tabServices')}>
          <ServicesPage />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
