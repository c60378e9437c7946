import { assessEntity } from '../src';
import { createClusterFacts, createEntityFacts } from './createFacts';
const NOW = new Date('2026-11-20T12:00:00.000Z');
const S = process.env.BIG
  ? { schedules: 50, backups: 1500, namespaces: 60, claims: 300 }
  : { schedules: 10, backups: 1500, namespaces: 4, claims: 16 };
const text = JSON.stringify(createEntityFacts(createClusterFacts(S, NOW)));
const N = process.env.BIG ? 12 : 120;
let cpu = 0;
for (let i = 0; i < N; i++) {
  const f = JSON.parse(text);
  const b = process.cpuUsage();
  const a = assessEntity(f, { now: new Date(+NOW + i * 60000) });
  const u = process.cpuUsage(b);
  if (i >= N / 4) cpu += (u.user + u.system) / 1000;
  if (i === 0)
    console.log(
      a.units.length,
      Object.entries(
        a.units.reduce((m: any, u) => {
          m[u.verdict.reason] = (m[u.verdict.reason] ?? 0) + 1;
          return m;
        }, {}),
      ),
    );
}
console.log('cpu ms', cpu / ((N * 3) / 4));
