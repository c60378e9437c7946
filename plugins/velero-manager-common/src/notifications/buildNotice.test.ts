import { buildContactNotice } from './buildContactNotice';
import { buildNotice, type NoticeSource } from './buildNotice';

const entity: NoticeSource = {
  type: 'entity',
  ref: 'component:default/checkout',
  title: 'Checkout',
  subjectId: 'abc',
  aspect: 'protection',
  state: 'CRITICAL',
  message: "Schedule 'daily' has failed since 2026-11-25T02:00Z.",
};

describe('buildNotice', () => {
  it('tells what, why and where to look', () => {
    expect(buildNotice(entity)).toEqual({
      title: "The backup of 'Checkout' is critical",
      description: "Schedule 'daily' has failed since 2026-11-25T02:00Z.",
      link: '/catalog/default/component/checkout',
      severity: 'critical',
      topic: 'Backup & sync',
      scope: 'abc:protection',
    });
  });

  it('leads to the page of a cluster', () => {
    expect(
      buildNotice({
        ...entity,
        type: 'cluster',
        ref: 'prod-01',
        title: 'Production 01',
        aspect: 'contact',
        state: 'silent',
        message: 'No contact since 2026-11-26T11:00Z: refused.',
      }),
    ).toMatchObject({
      title: "There is no contact with cluster 'Production 01'",
      link: '/velero-manager/clusters/prod-01',
      severity: 'high',
      scope: 'abc:contact',
    });
  });

  it('lets no text of others break a title', () => {
    const title = `a\nb${'x'.repeat(500)}`;
    expect(buildNotice({ ...entity, title }).title).toMatch(
      /^The backup of 'a bx{297}\.\.\.' is critical$/,
    );
  });

  it.each([
    ['protection', 'HEALTHY', "The backup of 'Checkout' is healthy again"],
    ['protection', 'UNPROTECTED', "There is no backup of 'Checkout'"],
    ['sync', 'DRIFTED', "What runs of 'Checkout' is not what Git says"],
    ['sync', 'SYNCED', "What runs of 'Checkout' is what Git says again"],
  ] as const)('says of %s %s: %s', (aspect, state, title) => {
    expect(buildNotice({ ...entity, aspect, state }).title).toBe(title);
  });
});

describe('buildContactNotice', () => {
  it('names some of many clusters, and leads to all', () => {
    const titles = ['A', 'B', 'C', 'D', 'E', 'F'];
    expect(buildContactNotice({ state: 'silent', titles })).toEqual({
      title: 'There is no contact with 6 clusters',
      description: "'A', 'B', 'C' and 3 more.",
      link: '/velero-manager/clusters',
      severity: 'high',
      topic: 'Backup & sync',
      scope: 'clusters:contact',
    });
  });
});
