import type { Proposal, Proposed } from './ChangeHost';
import { printCommitTrailers } from './commitTrailers';
import type { GitHubClient } from './GitHubClient';
import { LostRaceError } from './HostError';
import { type BranchContent, inspectBranch } from './inspectBranch';
import { mergeBase } from './mergeBase';
import {
  type OpenPull,
  type ProposalState,
  readProposalState,
} from './readProposalState';
import { requestAttention } from './requestAttention';
import { type AutoMerge, requestAutoMerge } from './requestAutoMerge';
import { toFileChanges } from './toFileChanges';

/** Reading anew after a lost race leads on unless somebody races without end. */
const MAX_ATTEMPTS = 4;

const NOTHING: BranchContent = {
  trailers: null,
  isBehind: false,
  isAhead: false,
  files: [],
};

/** The branch, ready for a commit or holding it already. */
interface ReadyBranch {
  head: string;
  changeId: string;
  holdsPlan: boolean;
  content: BranchContent;
}

/**
 * Brings branch, commit and pull request to what is proposed, from whatever
 * stands at the host: nothing is remembered between attempts, so that one that
 * was cut short anywhere is completed by the next. The number of calls does not
 * depend on the number of files.
 *
 * @internal
 */
export class GitHubProposer {
  readonly #client: GitHubClient;
  readonly #base: string;

  private constructor(client: GitHubClient, base: string) {
    this.#client = client;
    this.#base = base;
  }

  static create(options: {
    client: GitHubClient;
    /** The branch that is proposed to. */
    base: string;
  }): GitHubProposer {
    return new GitHubProposer(options.client, options.base);
  }

  /** @throws HostError */
  async propose(proposal: Proposal): Promise<Proposed> {
    for (let attempt = 1; ; attempt += 1) {
      const state = await readProposalState({
        client: this.#client,
        branch: proposal.branch,
        base: this.#base,
        purpose: 'look for an open pull request',
      });
      try {
        return await this.#carryOut(proposal, state);
      } catch (error) {
        if (!(error instanceof LostRaceError) || attempt === MAX_ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  async #carryOut(
    proposal: Proposal,
    { head, pull }: ProposalState,
  ): Promise<Proposed> {
    const branch =
      head === null
        ? await this.#createBranch(proposal)
        : await this.#prepareBranch(proposal, { head, pull });
    if (!branch.holdsPlan) {
      await this.#commit(proposal, branch);
    }
    const { number, url } = pull
      ? await this.#updatePull(proposal, pull, branch.changeId)
      : await this.#createPull(proposal, branch.changeId);
    const notes = await requestAttention({
      client: this.#client,
      number,
      labels: proposal.plan.labels.filter(
        label => !pull?.labels.includes(label),
      ),
      reviewers: pull?.hasReviewers ? [] : proposal.reviewers,
    });
    const { mergesItself, notes: more } = await this.#merge(proposal, number);
    const before = branch.holdsPlan ? 'already_proposed' : 'updated';
    return {
      result: pull ? before : 'proposed',
      changeId: branch.changeId,
      ...{ number, url, mergesItself },
      notes: [...notes, ...more],
    };
  }

  /** Last, so that what was merged at once has its labels and reviewers. */
  async #merge({ autoMerge }: Proposal, number: number): Promise<AutoMerge> {
    const { check } = autoMerge ?? {};
    return check === undefined
      ? { mergesItself: false, notes: [] }
      : requestAutoMerge({
          ...{ client: this.#client, base: this.#base, number, check },
        });
  }

  async #createBranch(proposal: Proposal): Promise<ReadyBranch> {
    const { branch, plan, changeId } = proposal;
    await this.#client.write(
      {
        purpose: `create the branch '${branch}'`,
        lostRace: /already exists/i,
      },
      octokit =>
        octokit.rest.git.createRef({
          ...this.#client.repository,
          ref: `refs/heads/${branch}`,
          sha: plan.baseRevision,
        }),
    );
    const head = plan.baseRevision;
    return { head, changeId, holdsPlan: false, content: NOTHING };
  }

  async #prepareBranch(
    proposal: Proposal,
    state: { head: string; pull: OpenPull | null },
  ): Promise<ReadyBranch> {
    const { branch, plan, changeId } = proposal;
    const content = await inspectBranch({
      client: this.#client,
      branch,
      base: plan.baseRevision,
      head: state.head,
    });
    const { trailers, isBehind, isAhead } = content;
    const holdsPlan = trailers?.plan === plan.planHash;
    if (state.pull) {
      // The id goes on with the pull request, whatever it comes to hold.
      const known = trailers?.change ?? changeId;
      const head =
        isBehind && !holdsPlan
          ? await mergeBase({
              ...{ client: this.#client, base: this.#base, branch },
              ...{ revision: plan.baseRevision, ...state, pull: state.pull },
            })
          : state.head;
      return { head, changeId: known, holdsPlan, content };
    }
    if (holdsPlan && isAhead && !isBehind) {
      const known = trailers?.change ?? changeId;
      return { head: state.head, changeId: known, holdsPlan, content };
    }
    // Left over from a change that was merged, closed or cut short.
    if (state.head !== plan.baseRevision) {
      await this.#resetBranch(proposal);
    }
    const head = plan.baseRevision;
    return { head, changeId, holdsPlan: false, content: NOTHING };
  }

  /** Only ever of a branch that holds no work but the portal's. */
  async #resetBranch({ branch, plan }: Proposal): Promise<void> {
    await this.#client.write(
      {
        purpose: `begin the branch '${branch}' anew`,
        lostRace: /does not exist/i,
      },
      octokit =>
        octokit.rest.git.updateRef({
          ...this.#client.repository,
          ref: `heads/${branch}`,
          sha: plan.baseRevision,
          force: true,
        }),
    );
  }

  async #commit(proposal: Proposal, branch: ReadyBranch): Promise<void> {
    const { plan, snapshot, requester } = proposal;
    const { owner, repo } = this.#client.repository;
    await this.#client.write(
      {
        purpose: `commit to the branch '${proposal.branch}'`,
        lostRace: /expected (branch|head)|expectedHeadOid|head oid/i,
      },
      octokit =>
        octokit.graphql(
          `mutation ($input: CreateCommitOnBranchInput!) {
            createCommitOnBranch(input: $input) { commit { oid } }
          }`,
          {
            input: {
              branch: {
                repositoryNameWithOwner: `${owner}/${repo}`,
                branchName: proposal.branch,
              },
              expectedHeadOid: branch.head,
              message: {
                headline: plan.title,
                body: printCommitTrailers({
                  change: branch.changeId,
                  plan: plan.planHash,
                  requester,
                }),
              },
              fileChanges: toFileChanges({
                plan,
                snapshot,
                onBranch: branch.content.files,
              }),
            },
          },
        ),
    );
  }

  async #createPull(
    proposal: Proposal,
    changeId: string,
  ): Promise<{ number: number; url: string }> {
    const { branch, plan } = proposal;
    const { data } = await this.#client.write(
      {
        purpose: 'open the pull request',
        lostRace: /pull request already exists/i,
      },
      octokit =>
        octokit.rest.pulls.create({
          ...this.#client.repository,
          title: plan.title,
          head: branch,
          base: this.#base,
          body: toBody(proposal, changeId),
        }),
    );
    return { number: data.number, url: data.html_url };
  }

  /** What people wrote there stays as long as the plan is the same. */
  async #updatePull(
    proposal: Proposal,
    pull: OpenPull,
    changeId: string,
  ): Promise<OpenPull> {
    if (!pull.body.includes(planMark(proposal))) {
      await this.#client.write(
        { purpose: `describe pull request #${pull.number}` },
        octokit =>
          octokit.rest.pulls.update({
            ...this.#client.repository,
            pull_number: pull.number,
            title: proposal.plan.title,
            body: toBody(proposal, changeId),
          }),
      );
    }
    return pull;
  }
}

function planMark({ plan }: Proposal): string {
  return `<!-- velero-manager plan ${plan.planHash} -->`;
}

function toBody(proposal: Proposal, changeId: string): string {
  return `${proposal.describe(changeId).trimEnd()}\n\n${planMark(proposal)}\n`;
}
