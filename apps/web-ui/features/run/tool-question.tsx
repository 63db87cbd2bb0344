'use client';
import { useId, useState } from 'react';
import { JsonView } from '@/components/json-view';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { toolAnswer, type AnswerProps, type QuestionForm, type ToolAction } from './question-form';

const WORDS: Record<ToolAction, { label: string; consequence: string }> = {
  'run-again': {
    label: 'Run it again',
    consequence: 'Calls the tool once more. If the first call did go through, its effect happens twice.',
  },
  use: {
    label: 'It happened: use this result',
    consequence: 'Does not call the tool. The run goes on with what you write here as its result.',
  },
  skip: {
    label: 'Leave it out',
    consequence: 'Does not call the tool. The call counts as failed, and the node takes it from there.',
  },
};

interface ToolQuestionProps extends AnswerProps {
  form: Extract<QuestionForm, { type: 'tool' }>;
}

/** A tool call was cut off and nobody knows whether it took effect: a person says how to go on. */
export function ToolQuestion({ form, send, isPast, isSending }: ToolQuestionProps) {
  const { call, tool, input, actions } = form;
  const [output, setOutput] = useState('');
  const outputId = useId();
  return (
    <>
      <p>
        <span className="font-mono text-xs">{tool}</span> was called, and CodexOS ended before the result was
        known. It may have taken effect or not.
      </p>
      <JsonView label={`input of ${tool}`} value={input} />
      {isPast ? null : (
        <ul className="flex flex-col gap-3" aria-label="Ways to go on">
          {actions.map((action) => {
            const { label, consequence } = WORDS[action];
            return (
              <li key={action} className="flex flex-col items-start gap-1.5 border-t pt-3">
                <p className="text-xs text-muted-foreground">{consequence}</p>
                {action === 'use' ? (
                  <>
                    <Label htmlFor={outputId}>Result, as text or JSON</Label>
                    <Textarea
                      id={outputId}
                      value={output}
                      spellCheck={false}
                      className="w-full font-mono text-xs leading-5"
                      onChange={(event) => setOutput(event.target.value)}
                    />
                  </>
                ) : null}
                <Button disabled={isSending} onClick={() => send(toolAnswer(call, action, output))}>
                  {label}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
