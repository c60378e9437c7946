import { expect, Locator, Page } from '@playwright/test';

/** A software template as a person fills it in, page by page. */
export class TemplateForm {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens a template of ours with this filled in, as a link from a card does. */
  static async open(
    page: Page,
    template: string,
    values: object,
  ): Promise<TemplateForm> {
    const formData = encodeURIComponent(JSON.stringify(values));
    const at = `/create/templates/default/velero-manager-${template}`;
    await page.goto(`${at}?formData=${formData}`);
    return new TemplateForm(page);
  }

  /** Fills a field in; of those that are called the same, the `nth`. */
  async fill(label: string, text: string, { nth = 0 } = {}): Promise<void> {
    await this.#page
      .getByRole('textbox', { name: label, exact: true })
      .nth(nth)
      .fill(text);
  }

  async choose(label: string, option: string): Promise<void> {
    await this.#page.getByRole('button', { name: label }).click();
    await this.#page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Chooses among what is all to be seen. */
  async pick(option: string): Promise<void> {
    await this.#page.getByRole('radio', { name: option, exact: true }).check();
  }

  /** What is wrong, said at the field that is called so in the schema. */
  problemOf(field: string): Locator {
    return this.#page.locator(`#root_${field}__error`);
  }

  /** What stands in the way of the preview's plan. */
  obstacle(words: string): Locator {
    return this.#page.getByRole('alert').filter({ hasText: words });
  }

  /** What a file is going to be, line by line; where there are many, opened first. */
  async changesOf(file: string): Promise<Locator> {
    const button = this.#page
      .getByRole('region', { name: 'Files' })
      .getByRole('button')
      .filter({ hasText: file });
    await expect(button).toBeVisible();
    if ((await button.getAttribute('aria-expanded')) === 'false') {
      await button.click();
    }
    return this.#page
      .getByRole('region', { name: /^Changes of / })
      .and(this.#page.getByRole('region', { name: file }));
  }

  async next(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Next' }).click();
  }

  /** Past the pages of which nothing more is asked, up to the last one. */
  async toPreview(): Promise<void> {
    const step = this.#page.locator('.MuiStepLabel-label.MuiStepLabel-active');
    while ((await step.textContent()) !== 'Preview') {
      const left = (await step.textContent()) ?? '';
      await this.next();
      await expect(step).not.toHaveText(left);
    }
  }

  async review(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Review' }).click();
  }

  async create(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Create' }).click();
  }

  /** Waits for what was made, and says where it is. */
  async proposed(): Promise<{ pullRequest: string; change: string }> {
    const link = async (name: string) => {
      const found = this.#page.getByRole('link', { name }).first();
      await expect(found).toBeVisible({ timeout: 40_000 });
      return (await found.getAttribute('href')) ?? '';
    };
    return {
      pullRequest: await link('Pull request'),
      change: await link('Follow the change'),
    };
  }

  /** After a failure: back to the form, as it was filled in. */
  async startOver(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Start Over' }).click();
  }
}
