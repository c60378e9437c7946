import path from 'node:path';
import { expect, Locator, Page, test } from '@playwright/test';
import { Fleet } from '../support/fleet';
import { JourneyPage } from '../support/JourneyPage';
import { openService, signInAs } from '../support/portal';
import { PullRequestPage } from '../support/PullRequestPage';
import { TemplateForm } from '../support/TemplateForm';

/** Around what is shown, in pixels. */
const MARGIN = 16;
const IMAGES = path.join(__dirname, '../../docs/images');

/** From a service that nobody backs up to its first good run. */
test('pictures of authoring', async ({ page, context }) => {
  test.setTimeout(240_000);
  const form = new TemplateForm(page);
  await signInAs(page, 'Piotr Nowak');
  await openService(page, 'wishlist');
  const toDo = page.getByRole('region', { name: 'What to do' });
  await expect(toDo).toBeVisible();
  await take(page, 'authoring-card', cardOf(page));

  await toDo.getByRole('button', { name: 'Add schedule' }).click();
  await form.next();
  await expect(page.getByText('The next runs')).toBeVisible();
  await take(page, 'authoring-form', page.locator('form'), {
    until: page.getByRole('textbox', { name: 'Storage location' }),
  });

  await form.toPreview();
  await form.changesOf('daily-wishlist-30day.yaml');
  await take(page, 'authoring-preview', page.locator('form'));

  await form.review();
  await form.create();
  const proposed = await form.proposed();
  const tab = await context.newPage();
  const pull = await PullRequestPage.open(tab, proposed.pullRequest);
  await pull.expectCheck('success');
  await pull.approveAs('sasha');
  await pull.expectPolicy('pending', 'production: 1 of 2 approvals');
  await take(tab, 'authoring-pull-request', tab.locator('body'), {
    until: tab.getByRole('heading', { name: 'Act on it' }),
  });
  await pull.approveAs('noor');
  await pull.expectPolicy('success', 'production: approved by sasha, noor.');
  await pull.mergeAs('sasha');

  await page.goto(proposed.change);
  const journey = await JourneyPage.on(page);
  await journey.expectDone('Accepted by the controller');
  await Fleet.find().runSchedule('prod-cluster-01', 'wishlist-daily');
  await journey.expectDone('First run good');
  await take(page, 'authoring-change', contentOf(page));
});

/** The card as it stands among others. */
function cardOf(page: Page): Locator {
  return page
    .locator('.MuiCard-root, .bui-Card')
    .filter({ has: page.getByRole('heading', { name: 'Backup & sync' }) })
    .last();
}

/** The heading of a change, and its two cards. */
function contentOf(page: Page): Locator {
  return page
    .getByRole('heading', { name: 'Add schedule wishlist-daily' })
    .locator('xpath=../..');
}

/**
 * Takes a picture of a part of a page and a little around it, with no pointer
 * or focus in it.
 *
 * @param until - where the picture ends; default: with the part
 */
async function take(
  page: Page,
  name: string,
  part: Locator,
  { until }: { until?: Locator } = {},
): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) {
      document.activeElement.blur();
    }
    window.scrollTo(0, 0);
  });
  const box = await part.boundingBox();
  const end = until ? await until.boundingBox() : null;
  if (!box) throw new Error(`nothing to take for ${name}`);
  const bottom = end ? end.y : box.y + box.height + MARGIN;
  const [x, y] = [box.x, box.y].map(from => Math.max(0, from - MARGIN));
  await page.screenshot({
    path: path.join(IMAGES, `${name}.png`),
    animations: 'disabled',
    clip: { x, y, width: box.x + box.width + MARGIN - x, height: bottom - y },
  });
}
