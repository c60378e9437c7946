/**
 * Test doubles of Velero Manager.
 *
 * @packageDocumentation
 */
export type { VeleroManagerServiceMockOptions } from './testUtils/veleroManagerServiceMock';
export { veleroManagerServiceMock } from './testUtils/veleroManagerServiceMock';
