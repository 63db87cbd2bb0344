import type { SharedView } from '@codexos/protocol/contracts/share.contract';
import { Markdown } from '@/components/markdown';
import { cn } from '@/lib/utils';
import { SharedPassages } from './shared-passages';

type Conversation = Extract<SharedView, { type: 'conversation' }>;

export function SharedConversation({ conversation }: { conversation: Conversation }) {
  return (
    <>
      <h1 className="text-lg font-semibold tracking-tight">{conversation.title}</h1>
      <ol aria-label="Messages" className="flex flex-col gap-5">
        {conversation.messages.map(({ role, text, citations }, index) => (
          <li key={index} className="flex flex-col gap-2">
            <span className="text-2xs font-medium text-muted-foreground">
              {role === 'user' ? 'Question' : 'Answer'}
            </span>
            <div className={cn(role === 'user' && 'rounded-md border bg-card px-3 py-2')}>
              <Markdown text={text} />
            </div>
            <SharedPassages citations={citations} />
          </li>
        ))}
      </ol>
    </>
  );
}
