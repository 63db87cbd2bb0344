import { ChevronLeftIcon, ChevronRightIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { siblingAt, type VisibleMessage } from './message-tree';

interface SiblingSwitchProps {
  item: VisibleMessage;
  onChoose: (parentId: string | undefined, messageId: string) => void;
}

/** `‹ 1/2 ›`: steps between versions of a message. */
export function SiblingSwitch({ item, onChoose }: SiblingSwitchProps) {
  const { message, siblingIds } = item;
  if (siblingIds.length < 2) return null;
  const step = (by: number) => {
    const id = siblingAt(item, by);
    return id === undefined ? undefined : () => onChoose(message.parentId, id);
  };
  const back = step(-1);
  const forward = step(1);
  return (
    <span className="inline-flex items-center" role="group" aria-label="Versions">
      <Button
        variant="quiet"
        size="icon-sm"
        className="size-6"
        aria-label="Version before"
        disabled={!back}
        onClick={back}
      >
        <ChevronLeftIcon aria-hidden />
      </Button>
      <span className="px-0.5 font-mono text-2xs text-muted-foreground tabular">
        {siblingIds.indexOf(message.id) + 1}/{siblingIds.length}
      </span>
      <Button
        variant="quiet"
        size="icon-sm"
        className="size-6"
        aria-label="Version after"
        disabled={!forward}
        onClick={forward}
      >
        <ChevronRightIcon aria-hidden />
      </Button>
    </span>
  );
}
