import { expect, Page } from '@playwright/test';

/** The page of a change, which follows its pull request and its cluster. */
export class JourneyPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** @param page - that shows it, or is about to */
  static async on(page: Page): Promise<JourneyPage> {
    const journey = new JourneyPage(page);
    await journey.expectDone('Proposed');
    return journey;
  }

  async expectDone(step: string): Promise<void> {
    await expect(this.#step(step)).not.toContainText(/Waiting|Not yet/, {
      timeout: 60_000,
    });
  }

  async expectApprovals(given: string): Promise<void> {
    await expect(this.#step('Approved')).toContainText(given, {
      timeout: 40_000,
    });
  }

  /** Waits until the journey has come to its last step, which is this one. */
  async expectEnd(step: string): Promise<void> {
    const steps = this.page
      .getByRole('list', { name: 'Journey' })
      .getByRole('listitem');
    await expect(steps.last()).toContainText(step);
    await expect(steps.last()).not.toContainText(/Waiting|Not yet/, {
      timeout: 90_000,
    });
  }

  #step(name: string) {
    return this.page
      .getByRole('list', { name: 'Journey' })
      .getByRole('listitem')
      .filter({ hasText: name });
  }
}
