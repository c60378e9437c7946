import { ApiServer, ApiServerOptions } from '../ApiServer';
import { WatchReader } from './WatchReader';

/** A plain HTTP server with the namespace velero, and ways to talk to it. */
export class TestCluster {
  readonly server: ApiServer;

  private constructor(server: ApiServer) {
    this.server = server;
  }

  static async start(
    options: Partial<ApiServerOptions> = {},
  ): Promise<TestCluster> {
    const server = await ApiServer.start({
      name: 'test',
      tls: false,
      ...options,
    });
    server.store.create('namespaces', { metadata: { name: 'velero' } });
    return new TestCluster(server);
  }

  addSchedule(name: string, fields: Record<string, unknown> = {}) {
    const { labels, ...rest } = fields;
    return this.server.store.create('schedules.velero.io', {
      metadata: {
        name,
        namespace: 'velero',
        ...(labels ? { labels: labels as Record<string, string> } : {}),
      },
      spec: { schedule: '0 1 * * *' },
      ...rest,
    });
  }

  async call(
    method: string,
    path: string,
    options: {
      body?: unknown;
      type?: string;
      headers?: Record<string, string>;
    } = {},
  ) {
    const { body, type = 'application/json', headers = {} } = options;
    const response = await fetch(`${this.server.url}${path}`, {
      method,
      headers: { ...(body ? { 'content-type': type } : {}), ...headers },
      ...(body
        ? { body: typeof body === 'string' ? body : JSON.stringify(body) }
        : {}),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      code: response.status,
      body: isJson ? JSON.parse(text) : text,
      headers: response.headers,
    };
  }

  get(path: string, headers?: Record<string, string>) {
    return this.call('GET', path, { headers });
  }

  watch(path: string, headers?: Record<string, string>) {
    return WatchReader.open(`${this.server.url}${path}`, headers);
  }
}

export const SCHEDULES = '/apis/velero.io/v1/namespaces/velero/schedules';
export const ALL_SCHEDULES = '/apis/velero.io/v1/schedules';
