import { expect, Page } from '@playwright/test';

/** A pull request on the Git host's own pages, where one acts as anybody. */
export class PullRequestPage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(page: Page, url: string): Promise<PullRequestPage> {
    await page.goto(url);
    return new PullRequestPage(page);
  }

  /** Waits until the check of the newest commit's files says so. */
  async expectCheck(state: 'success' | 'failure'): Promise<void> {
    await this.#expectStatus(`validate: ${state}`, 30_000);
  }

  /**
   * Waits until the policy says so. The portal is told of each review, and
   * does not wait for its next look at the repository, half a minute later.
   */
  async expectPolicy(
    state: 'pending' | 'success',
    words: string,
  ): Promise<void> {
    await this.#expectStatus(`velero-manager/policy: ${state} – ${words}`);
  }

  /** Whether it could be merged, in the host's words. */
  async expectObstacle(words: RegExp): Promise<void> {
    await expect(
      this.#page.getByRole('listitem').filter({ hasText: words }),
    ).toBeVisible();
  }

  async approveAs(login: string): Promise<void> {
    await this.#act(login, 'Approve');
    await expect(
      this.#page
        .getByRole('listitem')
        .filter({ hasText: new RegExp(`^\\s*${login} approved`) }),
    ).toBeVisible();
  }

  async mergeAs(login: string): Promise<void> {
    await this.#act(login, 'Merge');
    await expect(this.#page.getByText(`${login} merged this`)).toBeVisible();
  }

  async closeAs(login: string): Promise<void> {
    await this.#act(login, 'Close');
    await expect(this.#page.getByText('closed without being')).toBeVisible();
  }

  async #expectStatus(words: string, timeout = 25_000): Promise<void> {
    await expect(async () => {
      await this.#page.reload();
      await expect(
        this.#page.getByRole('listitem').filter({ hasText: words }),
      ).toBeVisible({ timeout: 500 });
    }).toPass({ timeout, intervals: [250] });
  }

  async #act(login: string, button: string): Promise<void> {
    await this.#page.getByLabel('As', { exact: true }).selectOption(login);
    await this.#page.getByRole('button', { name: button, exact: true }).click();
  }
}
