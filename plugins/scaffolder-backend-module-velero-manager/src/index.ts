/**
 * Actions for software templates that plan changes to backups and propose them
 * as pull requests.
 *
 * @packageDocumentation
 */
export { scaffolderModuleVeleroManager as default } from './module';
