/**
 * The part of the Console API's answers that is read, from its published document. What is not read is not asked
 * for, so that an added field breaks nothing. `dseq` there has the pattern `^d+$`, which lost its backslash.
 */
import { z } from 'zod';

export const dseqSchema = z.string().regex(/^[0-9]+$/);
const coin = z.object({ denom: z.string(), amount: z.string().regex(/^-?\d+(\.\d+)?$/) });

export const consoleErrorSchema = z.object({ message: z.string().optional(), error: z.string().optional() });

export const balancesAnswer = z.object({
  data: z.object({ balance: z.number(), deployments: z.number(), total: z.number() }),
});

export const createDeploymentAnswer = z.object({
  data: z.object({
    dseq: dseqSchema,
    manifest: z.string(),
    signTx: z.object({ code: z.number(), transactionHash: z.string(), rawLog: z.string() }),
  }),
});

export const bidsAnswer = z.object({
  data: z.array(
    z.object({
      bid: z.object({
        id: z.object({
          owner: z.string(),
          dseq: dseqSchema,
          gseq: z.int(),
          oseq: z.int(),
          provider: z.string(),
          bseq: z.int(),
        }),
        state: z.string(),
        price: coin,
      }),
    }),
  ),
});
export type ConsoleBid = z.infer<typeof bidsAnswer>['data'][number]['bid'];

const leaseStatus = z.object({
  services: z.record(
    z.string(),
    z.object({ available: z.number(), total: z.number(), uris: z.array(z.string()) }),
  ),
});

const lease = z.object({
  id: z.object({ dseq: dseqSchema, gseq: z.int(), oseq: z.int(), provider: z.string() }),
  state: z.string(),
  reason: z.string().optional(),
  status: leaseStatus.nullish(),
});

export const deploymentInfo = z.object({
  deployment: z.object({
    id: z.object({ owner: z.string(), dseq: dseqSchema }),
    state: z.string(),
    /** Version of the manifest: SHA-256 in base64. */
    hash: z.string(),
  }),
  leases: z.array(lease),
  escrow_account: z.object({
    state: z.object({ state: z.string(), transferred: z.array(coin), funds: z.array(coin) }),
  }),
});
export type ConsoleDeployment = z.infer<typeof deploymentInfo>;

export const deploymentAnswer = z.object({ data: deploymentInfo });
export const deploymentsAnswer = z.object({
  data: z.object({
    deployments: z.array(deploymentInfo),
    pagination: z.object({ hasMore: z.boolean() }),
  }),
});
export const closeAnswer = z.object({ data: z.object({ success: z.boolean() }) });
export const jwtAnswer = z.object({ data: z.object({ token: z.string().min(1) }) });

export const providersAnswer = z.array(
  z.object({
    owner: z.string(),
    name: z.string().nullable(),
    hostUri: z.string(),
    ipRegion: z.string().nullish(),
    ipCountry: z.string().nullish(),
    uptime7d: z.number().nullish(),
    isAudited: z.boolean().optional(),
  }),
);
export type ConsoleProvider = z.infer<typeof providersAnswer>[number];
