import { cronDialectForVelero } from './cronDialectForVelero';

describe('cronDialectForVelero', () => {
  it.each([
    ['v1.9.7', 'robfig-v1-standard', false, false],
    ['1.14.1', 'robfig-v1-standard', false, false],
    ['v1.15.0', 'robfig-v3', true, false],
    ['v1.18.2', 'robfig-v3', true, false],
    ['v1.18.2-rc.1', 'robfig-v3', true, false],
    ['1.18', 'robfig-v3', true, false],
    ['v1.19.0', 'go-cron', true, false],
    ['v1.19.0-rc.1', 'go-cron', true, false],
    ['v2.0.0', 'go-cron', true, false],
    ['main', 'go-cron', true, false],
    ['latest', 'robfig-v3', true, true],
    ['v1.x', 'robfig-v3', true, true],
    ['', 'robfig-v3', true, true],
    [null, 'robfig-v3', true, true],
  ])('%p', (version, dialect, zonePrefixAllowed, assumed) => {
    expect(cronDialectForVelero(version)).toEqual({
      dialect,
      zonePrefixAllowed,
      assumed,
    });
  });
});
