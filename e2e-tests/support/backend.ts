import { APIRequestContext, expect } from '@playwright/test';

const backend =
  process.env.VELERO_MANAGER_BACKEND_URL ?? 'http://localhost:7007';

/** Asks the backend's API on behalf of a person of examples/org.yaml. */
export class Backend {
  readonly #request: APIRequestContext;
  readonly #token: string;

  private constructor(request: APIRequestContext, token: string) {
    this.#request = request;
    this.#token = token;
  }

  /** @param name - of the User entity */
  static async signIn(
    request: APIRequestContext,
    name: string,
  ): Promise<Backend> {
    const at = `${backend}/api/auth/development/refresh`;
    const headers = {
      'x-development-person': name,
      'x-requested-with': 'XMLHttpRequest',
    };
    // A catalog that has just started does not know anybody yet.
    let token = '';
    await expect(async () => {
      const answer = await request.get(at, { headers });
      expect(answer.status()).toBe(200);
      token = (await answer.json()).backstageIdentity.token;
    }).toPass({ timeout: 60_000 });
    return new Backend(request, token);
  }

  async post(path: string, data: unknown) {
    return this.#request.post(`${backend}/api/velero-manager/v1/${path}`, {
      headers: this.#headers,
      data,
    });
  }

  /** Has the catalog read a file, as a person registers a component. */
  async register(location: string): Promise<void> {
    const answer = await this.#request.post(
      `${backend}/api/catalog/locations`,
      { headers: this.#headers, data: { type: 'url', target: location } },
    );
    expect(answer.status()).toBe(201);
  }

  async get(path: string) {
    const answer = await this.#request.get(
      `${backend}/api/velero-manager/v1/${path}`,
      { headers: this.#headers },
    );
    expect(answer.status()).toBe(200);
    return answer.json();
  }

  get #headers() {
    return { authorization: `Bearer ${this.#token}` };
  }
}
