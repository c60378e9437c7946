import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { veleroManagerTranslationRef } from '../translation';
import { ChangePage } from './ChangePage';

/**
 * The page of one change for portals on the old frontend system, which leaves
 * the header to the plugin.
 *
 * @public
 */
export function ChangePageWithHeader() {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('change.title')} type={t('fleet.title')} />
      <Content>
        <ChangePage />
      </Content>
    </Page>
  );
}
