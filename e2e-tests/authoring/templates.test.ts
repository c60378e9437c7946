import { expect, test } from '@playwright/test';
import { readAuthored } from '../support/authored';
import { Fleet } from '../support/fleet';
import { JourneyPage } from '../support/JourneyPage';
import { KubeCluster } from '../support/KubeCluster';
import { signInAt } from '../support/portal';
import { PullRequest } from '../support/PullRequest';
import { TemplateForm } from '../support/TemplateForm';
import { templateCases } from './cases';

/*
 * Templates from the page that offers them to the resource that a cluster
 * accepted; those of schedules and of new clusters are the loop's. All change
 * one repository, so each begins where the one before has been merged.
 */
test.describe('a template', () => {
  for (const [name, caseOf] of Object.entries(templateCases)) {
    test(`${name} leads to what a cluster accepts`, async ({
      page,
      request,
    }) => {
      test.setTimeout(240_000);
      const authored = readAuthored();
      const one = caseOf(authored);
      const cluster = one.page ?? authored.cluster;
      const form = new TemplateForm(page);
      await test.step('open it from the page of the cluster', async () => {
        await signInAt(
          page,
          'Piotr Nowak',
          `/velero-manager/clusters/${cluster}`,
        );
        const button = page
          .getByRole('button', { name: one.button, exact: true })
          .first();
        await expect(button).toBeVisible({ timeout: 120_000 });
        const address = (await button.getAttribute('href')) ?? '';
        await page.goto(withValues(address, one.values ?? {}));
        await expect(page).toHaveURL(new RegExp(one.template ?? name));
      });
      const proposed = await test.step('fill it in and propose', async () => {
        await one.fill?.(form);
        await form.toPreview();
        const [file, line] = one.preview;
        await expect(await form.changesOf(file)).toContainText(line);
        await form.review();
        await form.create();
        return form.proposed();
      });
      await test.step('approve and merge', () =>
        new PullRequest(request, proposed.pullRequest).approveAndMerge(
          'noor',
          'sasha',
        ));
      await test.step('see it applied and accepted', async () => {
        const seen = new KubeCluster(one.at ?? cluster);
        await seen.expectObject(one.object, one.isAccepted);
        const own = new KubeCluster(cluster);
        for (const place of one.stays ?? []) {
          await own.expectObject(place, object => object !== null);
        }
        await page.goto(proposed.change);
        const journey = await JourneyPage.on(page);
        await journey.expectDone('Merged');
        await journey.expectEnd(one.end);
      });
    });
  }

  test('asks the Git host for nothing that it cannot do', async () => {
    const host = await Fleet.find().gitHost();
    expect(host.unsupportedCalls).toEqual([]);
    expect(host.failures).toEqual([]);
  });
});

/** The address of a form, filled in further. */
function withValues(address: string, values: object): string {
  const url = new URL(address, 'http://portal');
  const known = JSON.parse(url.searchParams.get('formData') ?? '{}');
  url.searchParams.set('formData', JSON.stringify({ ...known, ...values }));
  return url.pathname + url.search;
}
