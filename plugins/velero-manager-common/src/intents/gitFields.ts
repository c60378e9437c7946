import { z } from 'zod/v3';

/*
 * The fields by which something in a Git repository is named. No part begins
 * with a dot or a dash: no path leads upwards, no revision is an option.
 */

const PATH =
  /^(\.|[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*)$/;
const REVISION = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/** A folder of a repository, from its root; `.` for all of it. @internal */
export const folderPath = () =>
  z
    .string()
    .max(250)
    .regex(PATH, "must be a folder such as 'deploy/production', or '.'");

/** A branch, a tag or a commit. @internal */
export const revision = () =>
  z.string().max(200).regex(REVISION, 'must be a branch, a tag or a commit');
