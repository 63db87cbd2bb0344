import { RadioGroup } from 'radix-ui';
import { Textarea } from '@/components/ui/textarea';
import type { ToolDraft } from './tool-draft';

interface AnswerFieldsProps {
  draft: ToolDraft;
  onChange: (part: Partial<ToolDraft>) => void;
}

const ANSWERS: Record<ToolDraft['answer'], [label: string, help: string]> = {
  json: ['JSON', 'The whole body, read as JSON.'],
  text: ['Text', 'The whole body as it is.'],
  expression: ['A part of it', 'What an expression takes from it: shorter, and cheaper for a model to read.'],
};

/** What becomes of the body that the service answers with. */
export function AnswerFields({ draft, onChange }: AnswerFieldsProps) {
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup.Root
        aria-label="Answer"
        value={draft.answer}
        onValueChange={(answer) => onChange({ answer: answer as ToolDraft['answer'] })}
        className="grid grid-cols-3 gap-2 max-[599px]:grid-cols-1"
      >
        {(Object.keys(ANSWERS) as ToolDraft['answer'][]).map((answer) => (
          <RadioGroup.Item
            key={answer}
            value={answer}
            aria-label={ANSWERS[answer][0]}
            className="flex flex-col justify-start rounded-md border bg-card p-3 text-left hover:bg-accent data-[state=checked]:border-primary data-[state=checked]:bg-primary/8"
          >
            <span className="block text-sm font-medium">{ANSWERS[answer][0]}</span>
            <span className="block text-xs text-muted-foreground">{ANSWERS[answer][1]}</span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {draft.answer === 'expression' ? (
        <div className="flex flex-col gap-1.5">
          <Textarea
            aria-label="Expression over the answer"
            className="min-h-16 font-mono text-xs leading-5"
            maxLength={4_000}
            spellCheck={false}
            placeholder="body.items.map(item, item.title)"
            value={draft.expression}
            onChange={(event) => onChange({ expression: event.target.value })}
          />
          <p className="text-xs text-muted-foreground">
            CEL with <code className="font-mono">body</code>, <code className="font-mono">status</code>,{' '}
            <code className="font-mono">headers</code> and <code className="font-mono">input</code>.
          </p>
        </div>
      ) : null}
    </div>
  );
}
