import type { Role } from '@codexos/protocol/contracts/session.contract';

/** What each role means, in one sentence. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  admin: 'does everything, invites people and decides who may do what.',
  creator: 'makes and changes flows, agents, knowledge and secrets, and runs them.',
  executor: 'runs flows and talks to agents, and changes nothing.',
  viewer: 'looks at flows, runs and conversations, and changes nothing.',
};

export const ROLES = ['admin', 'creator', 'executor', 'viewer'] as const satisfies readonly Role[];
