import type { ConversationPartner } from '@codexos/protocol/contracts/conversations.contract';

export function partnerIcon({ type }: ConversationPartner): string {
  return { flow: 'workflow', agent: 'bot', repository: 'folder-git-2' }[type];
}

export function partnerHref(partner: ConversationPartner): string | undefined {
  switch (partner.type) {
    case 'flow':
      return `/flows/${partner.flowId}`;
    case 'agent':
      return `/agents/${partner.agentId}`;
    case 'repository':
      return undefined;
  }
}

/** One string for one partner, for lists and addresses. */
export function partnerKey(partner: ConversationPartner): string {
  switch (partner.type) {
    case 'flow':
      return `flow:${partner.flowId}`;
    case 'agent':
      return `agent:${partner.agentId}`;
    case 'repository':
      return 'repository';
  }
}

/** The partner that an address names, such as `agent:01…`; the repository for anything else. */
export function parsePartner(key: string | null | undefined): ConversationPartner {
  const [type, id] = (key ?? '').split(':');
  if (type === 'flow' && id) return { type, flowId: id };
  if (type === 'agent' && id) return { type, agentId: id };
  return { type: 'repository' };
}
