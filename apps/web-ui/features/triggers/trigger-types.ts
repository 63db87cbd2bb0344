import type { Trigger, TriggerConfig } from '@codexos/protocol/contracts/triggers.contract';

/** What kinds of triggers there are, in the order in which they are offered. */
export const TRIGGER_TYPES: readonly {
  type: TriggerConfig['type'];
  label: string;
  icon: string;
  help: string;
}[] = [
  { type: 'schedule', label: 'Schedule', icon: 'clock', help: 'At times you choose, in any time zone.' },
  {
    type: 'webhook',
    label: 'Webhook',
    icon: 'webhook',
    help: 'With each signed message of another system.',
  },
  {
    type: 'source',
    label: 'Changed source',
    icon: 'folder-git-2',
    help: 'When files or commits of a folder or repository change.',
  },
];

export function triggerIcon(type: TriggerConfig['type']): string {
  return TRIGGER_TYPES.find((candidate) => candidate.type === type)?.icon ?? 'webhook';
}

/** When a trigger fires, in one line. */
export function whenOf({ config, words }: Pick<Trigger, 'config' | 'words'>): string {
  switch (config.type) {
    case 'schedule':
      return words ?? config.cron;
    case 'source':
      return words ?? 'When its source changes';
    case 'webhook':
      return config.scheme === 'github'
        ? 'With each delivery that GitHub signs'
        : 'With each signed message, as Standard Webhooks has it';
  }
}
