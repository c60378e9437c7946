import type { Knex } from 'knex';

/** What a replica wrote about a cluster under one lease. */
export interface AuditedWriter {
  cluster: string;
  writer: string;
  fencing: number;
  /** By the database's clock, in milliseconds since 1970, as the next. */
  firstAt: number;
  lastAt: number;
}

/** A cluster that got another holder. */
export interface AuditedLease {
  cluster: string;
  /** `null`: it was freed. */
  holder: string | null;
  fencing: number;
  at: number;
}

const NOW = 'floor(extract(epoch from clock_timestamp()) * 1000)';

/**
 * Lets PostgreSQL itself note who writes what collectors learn, and whether the
 * writer holds the lease at that moment. Replicas are told apart by the name
 * under which they connect.
 */
export class WriteAudit {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static async install(knex: Knex): Promise<WriteAudit> {
    await knex.raw(`
      create table audited_writes (
        at bigint, writer text, cluster text, fencing bigint, held boolean
      );
      create table audited_leases (
        at bigint, cluster text, holder text, fencing bigint
      );
      create function audit_write() returns trigger language plpgsql as $$
      begin
        insert into audited_writes
          select distinct
            ${NOW},
            current_setting('application_name'),
            leases.cluster,
            leases.fencing,
            coalesce(starts_with(
              leases.holder, current_setting('application_name') || '-'
            ), false)
          from changed join leases on leases.cluster = changed.cluster;
        return null;
      end $$;
      create function audit_lease() returns trigger language plpgsql as $$
      begin
        insert into audited_leases
          values (${NOW}, new.cluster, new.holder, new.fencing);
        return null;
      end $$;
      create trigger audit after update of holder on leases
        for each row execute function audit_lease();
    `);
    for (const table of ['facts', 'kind_status', 'contacts']) {
      for (const [event, rows] of [
        ['insert', 'new'],
        ['update', 'new'],
        ['delete', 'old'],
      ]) {
        await knex.raw(
          `create trigger audit_${event} after ${event} on ??
            referencing ${rows} table as changed
            for each statement execute function audit_write()`,
          [table],
        );
      }
    }
    return new WriteAudit(knex);
  }

  /** Writes of somebody who did not hold the lease. */
  async listViolations(): Promise<object[]> {
    return this.#knex('audited_writes').where({ held: false }).limit(10);
  }

  /** Everybody who has written about a cluster, in the order of leases. */
  async listWriters(): Promise<AuditedWriter[]> {
    const rows = await this.#knex('audited_writes')
      .groupBy('cluster', 'writer', 'fencing')
      .orderBy(['cluster', 'fencing'])
      .select('cluster', 'writer', 'fencing')
      .select(this.#knex.raw('min(at) as first, max(at) as last'));
    return rows.map(row => ({
      cluster: row.cluster,
      writer: row.writer,
      fencing: Number(row.fencing),
      firstAt: Number(row.first),
      lastAt: Number(row.last),
    }));
  }

  /** What became of leases since a moment. */
  async listLeases(since: number): Promise<AuditedLease[]> {
    const rows = await this.#knex('audited_leases')
      .where('at', '>=', since)
      .orderBy('at');
    return rows.map(row => ({
      ...row,
      at: Number(row.at),
      fencing: Number(row.fencing),
    }));
  }
}
