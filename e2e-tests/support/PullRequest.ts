import { APIRequestContext, expect } from '@playwright/test';

/**
 * A pull request of the Git host, acted on by the forms of its page, without a
 * browser: how it looks is seen elsewhere.
 */
export class PullRequest {
  readonly #request: APIRequestContext;
  readonly #url: string;

  constructor(request: APIRequestContext, url: string) {
    this.#request = request;
    this.#url = url;
  }

  /** Has those who must approve it, and the last of them merge it. */
  async approveAndMerge(...reviewers: string[]): Promise<void> {
    for (const login of reviewers) await this.#act(login, 'approve');
    // Its checks run, and the policy is told of the approvals.
    await expect(async () => {
      await this.#act(reviewers.at(-1) ?? '', 'merge');
      expect(await this.#page()).toContain('merged this');
    }).toPass({ timeout: 90_000, intervals: [1_000] });
  }

  async #act(user: string, action: 'approve' | 'merge'): Promise<void> {
    const [, sha] = /name="sha" value="([0-9a-f]+)"/.exec(
      await this.#page(),
    ) ?? ['', ''];
    await this.#request.post(this.#url, {
      form: { sha, user, action },
      headers: { origin: new URL(this.#url).origin },
    });
  }

  async #page(): Promise<string> {
    return (await this.#request.get(this.#url)).text();
  }
}
