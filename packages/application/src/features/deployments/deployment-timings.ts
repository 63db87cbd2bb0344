/** How long the steps of a deployment take at most, and how often they look. All in milliseconds. */
export interface DeploymentTimings {
  /** Between two looks at bids, manifest and endpoint. */
  pollMs: number;
  /** Without a bid by then it fails; the Console sweeps a deployment without a lease after about ten minutes. */
  noBidsMs: number;
  /** From the first bid to the choice by a rule, so that more than one bid is there to choose from. */
  collectMs: number;
  /** From the first bid to when the bids expire. */
  bidLifeMs: number;
  /** After a creation that nobody heard the answer of: by then the chain has it, or never will. */
  settleMs: number;
  /** From the manifest to the first answer of the endpoint; providers pull the image in this time. */
  endpointMs: number;
  /** Between two checks of a live endpoint. */
  healthMs: number;
  /** Before the second try of a call that got no answer; doubles with each further one. */
  retryMs: number;
  maxTries: number;
}

export const DEFAULT_TIMINGS: DeploymentTimings = {
  pollMs: 3_000,
  noBidsMs: 120_000,
  collectMs: 10_000,
  bidLifeMs: 300_000,
  settleMs: 15_000,
  endpointMs: 600_000,
  healthMs: 30_000,
  retryMs: 2_000,
  maxTries: 4,
};
