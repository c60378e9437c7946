import AxeBuilder from '@axe-core/playwright';
import { expect, Locator, Page } from '@playwright/test';

/** Who can sign in to the development portal. */
export type Person =
  | 'Amelia Stone'
  | 'Piotr Nowak'
  | 'Sasha Lind'
  | 'Adaeze Obi';

/** Signs in through the page, as a person does. */
export async function signInAs(page: Page, person: Person): Promise<void> {
  await signInAt(page, person, '/');
  await expect(
    page.getByRole('heading', { name: /catalog/i }).first(),
  ).toBeVisible();
}

/** Signs in where a link led to; that page comes up next. */
export async function signInAt(
  page: Page,
  person: Person,
  address: string,
): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: person }).click();
}

/** Opens a service's page; what it shows is there when this returns. */
export async function openService(page: Page, name: string): Promise<void> {
  await page.goto(`/catalog/default/component/${name}`);
  await expect(
    page.getByRole('heading', { name: 'Backup & sync' }),
  ).toBeVisible();
}

/** The line of the card that says how well the service could be restored. */
export function protectionLine(page: Page): Locator {
  return page.getByRole('region', { name: 'Protection' });
}

/** The line of the card that says whether Git is what runs. */
export function syncLine(page: Page): Locator {
  return page.getByRole('region', { name: 'Sync' });
}

/** Puts a mark on the page that a reload would wipe away. */
export async function markPage(page: Page): Promise<void> {
  await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
}

/** Checks that the page was not loaded anew since it was marked. */
export async function expectSamePage(page: Page): Promise<void> {
  await expect(page.locator('body[data-same-page]')).toHaveCount(1);
}

/** Finds nothing that would keep people out (WCAG 2 AA). */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // What the portal draws around us is not ours to mend.
    .exclude('[class*="BackstageSidebar"]')
    .exclude('header')
    .withTags(['wcag2a', 'wcag2aa'])
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`);
  expect(serious).toEqual([]);
}

/** Collects whatever our backend tells this page from now on. */
export function recordAnswers(page: Page): { text(): Promise<string> } {
  const bodies: Promise<string>[] = [];
  page.on('response', response => {
    if (response.url().includes('/api/velero-manager/')) {
      bodies.push(response.text().catch(() => ''));
    }
  });
  return { text: async () => (await Promise.all(bodies)).join('\n') };
}
