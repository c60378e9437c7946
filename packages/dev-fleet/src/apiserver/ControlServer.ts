import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import express, { Router } from 'express';
import { Fault, parseFaults } from './Fault';
import { Faults } from './Faults';

/**
 * What the control server needs to know of a cluster; an API server is one.
 *
 * @public
 */
export interface ControlledCluster {
  readonly url: string;
  readonly faults: Faults;
}

/**
 * How a control server is made.
 *
 * @public
 */
export interface ControlServerOptions {
  /** The clusters by name; the map may change while the server runs. */
  clusters: Map<string, ControlledCluster>;
  /** Default: 0, any free port. */
  port?: number;
  /** Further routes; JSON bodies are parsed for them. */
  routers?: Router[];
}

/**
 * A small HTTP API on 127.0.0.1 with which browser tests and people bring
 * faults about: `GET /clusters`, `GET|POST|DELETE /clusters/<name>/faults`.
 *
 * @remarks
 * Bodies must be `application/json`, which no page of another origin may send
 * without asking first, and nobody is answered.
 *
 * @public
 */
export class ControlServer {
  readonly #server: Server;
  /** Such as `http://127.0.0.1:41235`. */
  readonly url: string;

  private constructor(server: Server) {
    this.#server = server;
    // A TCP server that listens has an address with a port.
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(options: ControlServerOptions): Promise<ControlServer> {
    const app = express();
    app.disable('x-powered-by');
    app.use(express.json());
    app.use(createFaultsRouter(options.clusters));
    for (const router of options.routers ?? []) app.use(router);
    const server = await new Promise<Server>((resolve, reject) => {
      const listening = app.listen(options.port ?? 0, '127.0.0.1', () =>
        resolve(listening),
      );
      listening.once('error', reject);
    });
    return new ControlServer(server);
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => {
      this.#server.close(resolve);
    });
    this.#server.closeAllConnections();
    await closed;
  }
}

function createFaultsRouter(clusters: Map<string, ControlledCluster>): Router {
  const router = Router();
  router.get('/clusters', (_req, res) => {
    const items = [...clusters].map(([name, { url, faults }]) => ({
      name,
      url,
      faults: faults.list(),
    }));
    res.json({ items });
  });
  router.use('/clusters/:name/faults', (req, res, next) => {
    const cluster = clusters.get(req.params.name);
    if (cluster) {
      res.locals.faults = cluster.faults;
      next();
    } else {
      const known = [...clusters.keys()].join(', ');
      const error = `Cluster '${req.params.name}' is not known; known are: ${known}`;
      res.status(404).json({ error });
    }
  });
  router.get('/clusters/:name/faults', (_req, res) => {
    res.json({ items: faultsOf(res).list() });
  });
  router.post('/clusters/:name/faults', (req, res) => {
    const parsed = parseFaults(req.body);
    if (parsed.ok) {
      const faults: Fault[] = parsed.value;
      faultsOf(res).set(faults);
      res.json({ items: faultsOf(res).list() });
    } else {
      res.status(400).json({ error: parsed.reason });
    }
  });
  router.delete('/clusters/:name/faults', (_req, res) => {
    faultsOf(res).clear();
    res.status(204).end();
  });
  return router;
}

/** Put there by the middleware that found the cluster. */
function faultsOf(res: { locals: Record<string, unknown> }): Faults {
  return res.locals.faults as Faults;
}
