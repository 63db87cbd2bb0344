import { Button } from '@/components/ui/button';

export const SUGGESTED_QUESTIONS = [
  'What does the README say?',
  'Where does this project start?',
  'How are errors handled?',
] as const;

/** Questions that fit any repository, for whoever does not know where to begin. */
export function SuggestedQuestions({ onChoose }: { onChoose: (question: string) => void }) {
  return (
    <div className="flex flex-wrap gap-1.5" role="group" aria-label="Suggested questions">
      {SUGGESTED_QUESTIONS.map((question) => (
        <Button
          key={question}
          size="sm"
          className="rounded-full font-normal"
          onClick={() => onChoose(question)}
        >
          {question}
        </Button>
      ))}
    </div>
  );
}
