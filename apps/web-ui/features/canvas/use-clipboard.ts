'use client';
import { parseFragment } from '@codexos/flow-document';
import { useReactFlow } from '@xyflow/react';
import { useEffect, type RefObject } from 'react';
import { toast } from 'sonner';
import { isField } from '@/lib/actions/use-shortcuts';
import { formatCount } from '@/lib/format';
import { useCanvas } from './model/canvas-context';
import type { Point } from './model/editor';

interface Parts {
  container: RefObject<HTMLDivElement | null>;
  pointer: RefObject<Point | undefined>;
}

/** Copy, cut and paste of nodes as JSON text through the clipboard of the system. */
export function useClipboard({ container, pointer }: Parts): void {
  const { editor } = useCanvas();
  const { screenToFlowPosition } = useReactFlow();
  useEffect(() => {
    if (!editor) return;
    const put = (event: ClipboardEvent): boolean => {
      if (isElsewhere(event)) return false;
      const fragment = editor.copySelection();
      if (!fragment || !event.clipboardData) return false;
      event.clipboardData.setData('text/plain', JSON.stringify(fragment, null, 2));
      event.preventDefault();
      return true;
    };
    const onCopy = (event: ClipboardEvent) => void put(event);
    const onCut = (event: ClipboardEvent) => {
      if (put(event)) editor.removeSelection();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isElsewhere(event)) return;
      const fragment = parseFragment(event.clipboardData?.getData('text/plain') ?? '');
      if (!fragment) return;
      event.preventDefault();
      editor.paste(fragment, pointer.current ? screenToFlowPosition(pointer.current) : undefined);
      toast(`Pasted ${formatCount(fragment.nodes.length, 'node')}`, { duration: 1_500 });
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCut);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCut);
      document.removeEventListener('paste', onPaste);
    };
  }, [editor, container, pointer, screenToFlowPosition]);
}

/** The person copies text or types in a field. */
function isElsewhere(event: ClipboardEvent): boolean {
  return isField(event.target) || (window.getSelection()?.toString() ?? '') !== '';
}
